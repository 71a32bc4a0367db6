package io.daybook.shop.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.testtools.ForAll;
import java.math.BigInteger;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    private static final Money MOST = new Money(Money.CENTS_MAX);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.00, 0",
        "12.5, 1250",
        "12.50, 1250",
        "7, 700",
        "-0.01, -1",
        "0.07, 7",
        "9999999999999999.99, 999999999999999999",
        "-9999999999999999.99, -999999999999999999"
    })
    void reads_whole_numbers_and_up_to_two_decimals(String text, long cents) {
        assertThat(Money.parse(text)).isEqualTo(new Money(cents));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1e2",
                "1.5e1",
                "1.",
                ".5",
                "1.005",
                "01",
                "+1",
                "--1",
                "1,00",
                " 1",
                "1 ",
                "1\n",
                "NaN",
                "Infinity",
                "0x10",
                "10000000000000000",
                "99999999999999999999999999",
                "١"
            })
    void refuses_every_other_form(String text) {
        assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_written_is_read_again() {
        ForAll.seeds(random -> {
            var money = new Money(random.nextLong(-Money.CENTS_MAX, Money.CENTS_MAX + 1) >> random.nextInt(60));
            assertThat(Money.parse(money.toString())).isEqualTo(money);
        });
    }

    @Test
    void is_written_with_two_decimals() {
        assertThat(new Money(1250)).hasToString("12.50");
        assertThat(new Money(-5)).hasToString("-0.05");
        assertThat(Money.ZERO).hasToString("0.00");
    }

    @Test
    void more_than_18_digits_are_no_money() {
        assertThatThrownBy(() -> new Money(Money.CENTS_MAX + 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(-Money.CENTS_MAX - 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_sum_beyond_18_digits_is_empty() {
        assertThat(MOST.plus(new Money(1))).isEmpty();
        assertThat(MOST.minus(new Money(-1))).isEmpty();
        assertThat(MOST.minus(new Money(1))).contains(new Money(Money.CENTS_MAX - 1));
    }

    @Test
    void a_product_is_exact_or_empty() {
        ForAll.seeds(random -> {
            var money = new Money(random.nextLong(-Money.CENTS_MAX, Money.CENTS_MAX + 1) >> random.nextInt(60));
            long quantity = random.nextLong(1_000_000_000L) >> random.nextInt(30);
            var exact = BigInteger.valueOf(money.cents()).multiply(BigInteger.valueOf(quantity));
            boolean fits = exact.abs().compareTo(BigInteger.valueOf(Money.CENTS_MAX)) <= 0;
            assertThat(money.times(quantity))
                    .isEqualTo(fits ? Optional.of(new Money(exact.longValueExact())) : Optional.empty());
        });
    }
}
