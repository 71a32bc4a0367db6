package io.daybook.shop.payment;

import static io.daybook.testing.ViewSpec.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentView.Row;
import io.daybook.shop.value.Money;
import io.daybook.testing.ViewSpec;
import org.junit.jupiter.api.Test;

/** What is shown of a payment. */
final class PaymentViewTest {
    private static final Money AMOUNT = Money.parse("12.50");
    private static final PaymentRequested REQUESTED = new PaymentRequested(AMOUNT, "EUR", "card");
    private static final PaymentProcessed PROCESSED = new PaymentProcessed(AMOUNT, "EUR", "ref-1");

    private final ViewSpec<PaymentEvent, Row> view = new ViewSpec<>(new PaymentView(), "payment-o1");

    @Test
    void a_requested_payment_has_neither_reference_nor_reason() {
        assertThat(view.after(REQUESTED))
                .isEqualTo(new Row("o1", AMOUNT, "EUR", "card", "requested", null, null, at(1), at(1), 1));
    }

    @Test
    void a_processed_payment_has_the_reference_of_the_gateway() {
        assertThat(view.after(REQUESTED, PROCESSED))
                .isEqualTo(new Row("o1", AMOUNT, "EUR", "card", "processed", "ref-1", null, at(1), at(2), 2));
    }

    @Test
    void a_failed_payment_says_why() {
        assertThat(view.after(REQUESTED, new PaymentFailed("card_declined")))
                .isEqualTo(new Row("o1", AMOUNT, "EUR", "card", "failed", null, "card_declined", at(1), at(2), 2));
    }

    @Test
    void a_late_success_that_was_refunded_shows_why_it_was_cancelled_and_how_the_money_went_back() {
        assertThat(view.after(
                        REQUESTED,
                        new PaymentCancelled("Payment timed out"),
                        PROCESSED,
                        new PaymentRefunded(AMOUNT, "EUR", "back-1")))
                .isEqualTo(new Row(
                        "o1", AMOUNT, "EUR", "card", "refunded", "back-1", "Payment timed out", at(1), at(4), 4));
    }

    @Test
    void a_stream_that_does_not_begin_with_a_request_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> view.after(PROCESSED));
    }
}
