package io.daybook.shop.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.shop.gateway.PaymentLedger.Books;
import io.daybook.shop.payment.GatewayFailedException;
import io.daybook.shop.payment.PaymentEvent.PaymentRequested;
import io.daybook.shop.payment.PaymentGateway.Charge;
import io.daybook.shop.payment.PaymentGateway.VoidAnswer;
import io.daybook.shop.value.Money;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the simulated gateway answers to each payment method, and what its books say. */
final class PaymentSimulatorTest {
    private static final Money AMOUNT = Money.parse("12.50");

    private final PaymentLedger ledger = new PaymentLedger();

    @ParameterizedTest
    @ValueSource(strings = {"card", "invoice", "card-declined-not"})
    void any_other_method_is_paid_once_however_often_it_is_charged(String method) {
        var gateway = paying(method);
        var paid = new Charge.Paid("simulated-o1");
        assertThat(gateway.charge("k1", "o1", AMOUNT, "EUR", method)).isEqualTo(paid);
        assertThat(gateway.charge("k1", "o1", AMOUNT, "EUR", method)).isEqualTo(paid);
        assertThat(ledger.of("o1")).isEqualTo(new Books(Map.of("k1", AMOUNT), Map.of()));
    }

    @Test
    void a_second_charge_of_an_order_shows_in_the_books() {
        var gateway = paying("card");
        gateway.charge("k1", "o1", AMOUNT, "EUR", "card");
        gateway.charge("k2", "o1", AMOUNT, "EUR", "card");
        assertThat(ledger.of("o1").charges()).containsOnlyKeys("k1", "k2");
    }

    @Test
    void what_is_paid_already_is_not_voided_but_refunded_once() {
        var gateway = paying("card");
        gateway.charge("k1", "o1", AMOUNT, "EUR", "card");
        assertThat(gateway.voidCharge("k2", "o1")).isEqualTo(new VoidAnswer.AlreadyPaid("simulated-o1"));
        gateway.refund("k3", "o1", AMOUNT, "EUR", "back-1");
        gateway.refund("k3", "o1", AMOUNT, "EUR", "back-1");
        assertThat(ledger.of("o1")).isEqualTo(new Books(Map.of("k1", AMOUNT), Map.of("k3", AMOUNT)));
    }

    @Test
    void card_declined_is_declined() {
        var gateway = paying("card-declined");
        assertThat(gateway.charge("k1", "o1", AMOUNT, "EUR", "card-declined"))
                .isEqualTo(new Charge.Declined("card_declined"));
        assertThat(gateway.voidCharge("k2", "o1")).isEqualTo(new VoidAnswer.Voided());
        assertThat(ledger.of("o1")).isEqualTo(Books.EMPTY);
    }

    @Test
    void card_flaky_fails_twice_for_each_order() {
        var gateway = paying("card-flaky");
        for (var order : new String[] {"o1", "o2"}) {
            for (int n = 0; n < 2; n++) {
                assertThatExceptionOfType(GatewayFailedException.class)
                        .isThrownBy(() -> gateway.charge("k", order, AMOUNT, "EUR", "card-flaky"));
            }
            assertThat(gateway.charge("k", order, AMOUNT, "EUR", "card-flaky"))
                    .isEqualTo(new Charge.Paid("simulated-" + order));
        }
    }

    @Test
    void card_silent_never_answers_and_takes_nothing() {
        var gateway = paying("card-silent");
        assertThat(gateway.charge("k1", "o1", AMOUNT, "EUR", "card-silent")).isEqualTo(new Charge.Pending());
        assertThat(gateway.voidCharge("k2", "o1")).isEqualTo(new VoidAnswer.Voided());
        assertThat(ledger.of("o1")).isEqualTo(Books.EMPTY);
    }

    @Test
    void card_late_turns_out_to_be_paid_when_it_is_to_be_voided() {
        var gateway = paying("card-late");
        assertThat(gateway.charge("k1", "o1", AMOUNT, "EUR", "card-late")).isEqualTo(new Charge.Pending());
        assertThat(ledger.of("o1")).isEqualTo(Books.EMPTY);
        var paid = new VoidAnswer.AlreadyPaid("simulated-o1");
        assertThat(gateway.voidCharge("k2", "o1")).isEqualTo(paid);
        assertThat(gateway.voidCharge("k2", "o1")).isEqualTo(paid);
        assertThat(ledger.of("o1")).isEqualTo(new Books(Map.of("late", AMOUNT), Map.of()));
    }

    private PaymentSimulator paying(String method) {
        return new PaymentSimulator(_ -> new PaymentRequested(AMOUNT, "EUR", method), ledger);
    }
}
