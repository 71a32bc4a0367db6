package io.daybook.shop.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneySumTest {
    private static final String MAX = "9".repeat(34) + ".99";

    @ParameterizedTest
    @ValueSource(strings = {"0.00", "0.05", "12.50", "-0.01", "9999999999999999.99", "10000000000000000.00"})
    void a_sum_is_written_as_it_is_read(String text) {
        assertThat(MoneySum.parse(text)).hasToString(text);
        assertThat(MoneySum.parse(MAX)).hasToString(MAX);
        assertThat(MoneySum.parse("7.5")).isEqualTo(MoneySum.of(Money.parse("7.50")));
        assertThat(MoneySum.parse("7")).hasToString("7.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e3", "1.234", "01", "+1", "1.", "10000000000000000000000000000000000", "\u0661"})
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MoneySum.parse(text));
    }

    @Test
    void sums_have_up_to_36_digits() {
        var max = MoneySum.parse(MAX);
        assertThat(max.plus(MoneySum.parse("-0.01"))).hasToString("9".repeat(34) + ".98");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> max.plus(MoneySum.parse("0.01")))
                .withMessage("must have at most 36 digits");
    }
}
