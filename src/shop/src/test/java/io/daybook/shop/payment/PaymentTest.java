package io.daybook.shop.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.shop.payment.PaymentCommand.*;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.payment.PaymentRejection.*;
import io.daybook.shop.value.Money;
import io.daybook.testing.DeciderSpec;
import org.junit.jupiter.api.Test;

/** The rules of payments: the table in the Javadoc of {@link Payment}, cell by cell. */
final class PaymentTest {
    private static final Money AMOUNT = Money.parse("12.50");
    private static final PaymentRequested REQUESTED = new PaymentRequested(AMOUNT, "EUR", "card");
    private static final PaymentProcessed PROCESSED = new PaymentProcessed(AMOUNT, "EUR", "ref-1");
    private static final PaymentFailed FAILED = new PaymentFailed("card_declined");
    private static final PaymentCancelled CANCELLED = new PaymentCancelled("Payment timed out");
    private static final PaymentRefunded REFUNDED = new PaymentRefunded(AMOUNT, "EUR", "back-1");
    private static final PaymentAlreadyProcessed ALREADY_PROCESSED = new PaymentAlreadyProcessed("ref-1");

    private final DeciderSpec<PaymentCommand, Payment.State, PaymentEvent> payment = DeciderSpec.of(new Payment());

    @Test
    void a_payment_is_requested() {
        payment.given().when(new Request(AMOUNT, "EUR", "card")).then(REQUESTED);
    }

    @Test
    void nothing_to_pay_succeeds_at_once_so_that_nobody_voids_what_no_gateway_knows() {
        var requested = new PaymentRequested(Money.ZERO, "EUR", "card-late");
        var processed = new PaymentProcessed(Money.ZERO, "EUR", "nothing-to-pay");
        payment.given().when(new Request(Money.ZERO, "EUR", "card-late")).then(requested, processed);
        payment.given(requested, processed)
                .when(new Cancel("Order cancelled"))
                .thenRejected(new PaymentAlreadyProcessed("nothing-to-pay"));
    }

    @Test
    void a_payment_is_requested_once() {
        payment.given(REQUESTED).when(new Request(AMOUNT, "EUR", "card")).thenRejected(new PaymentAlreadyRequested());
        payment.given(REQUESTED, CANCELLED)
                .when(new Request(AMOUNT, "EUR", "card"))
                .thenRejected(new PaymentAlreadyRequested());
    }

    @Test
    void a_requested_payment_succeeds() {
        payment.given(REQUESTED).when(new Succeed("ref-1")).then(PROCESSED);
    }

    @Test
    void the_same_success_again_changes_nothing() {
        payment.given(REQUESTED, PROCESSED).when(new Succeed("ref-1")).thenNothing();
        payment.given(REQUESTED, PROCESSED, REFUNDED).when(new Succeed("ref-1")).thenNothing();
    }

    @Test
    void a_second_charge_is_refused() {
        payment.given(REQUESTED, PROCESSED).when(new Succeed("ref-2")).thenRejected(ALREADY_PROCESSED);
        payment.given(REQUESTED, PROCESSED, REFUNDED).when(new Succeed("ref-2")).thenRejected(ALREADY_PROCESSED);
    }

    @Test
    void a_success_that_comes_too_late_is_recorded_and_can_be_refunded() {
        payment.given(REQUESTED, CANCELLED).when(new Succeed("ref-1")).then(PROCESSED);
        payment.given(REQUESTED, FAILED).when(new Succeed("ref-1")).then(PROCESSED);
        payment.given(REQUESTED, CANCELLED, PROCESSED)
                .when(new Refund("back-1"))
                .then(REFUNDED);
    }

    @Test
    void a_requested_payment_fails() {
        payment.given(REQUESTED).when(new Fail("card_declined")).then(FAILED);
    }

    @Test
    void a_payment_that_came_to_nothing_need_not_fail() {
        payment.given(REQUESTED, FAILED).when(new Fail("again")).thenNothing();
        payment.given(REQUESTED, CANCELLED).when(new Fail("card_declined")).thenNothing();
    }

    @Test
    void money_that_was_taken_cannot_fail() {
        payment.given(REQUESTED, PROCESSED).when(new Fail("card_declined")).thenRejected(ALREADY_PROCESSED);
        payment.given(REQUESTED, PROCESSED, REFUNDED)
                .when(new Fail("card_declined"))
                .thenRejected(ALREADY_PROCESSED);
    }

    @Test
    void a_requested_payment_is_cancelled() {
        payment.given(REQUESTED).when(new Cancel("Payment timed out")).then(CANCELLED);
    }

    @Test
    void a_payment_that_came_to_nothing_need_not_be_cancelled() {
        payment.given(REQUESTED, CANCELLED).when(new Cancel("")).thenNothing();
        payment.given(REQUESTED, FAILED).when(new Cancel("")).thenNothing();
        payment.given(REQUESTED, PROCESSED, REFUNDED).when(new Cancel("")).thenNothing();
    }

    @Test
    void money_that_was_taken_cannot_be_cancelled() {
        payment.given(REQUESTED, PROCESSED).when(new Cancel("")).thenRejected(ALREADY_PROCESSED);
        payment.given(REQUESTED, CANCELLED, PROCESSED).when(new Cancel("")).thenRejected(ALREADY_PROCESSED);
    }

    @Test
    void money_that_was_taken_is_refunded_once() {
        payment.given(REQUESTED, PROCESSED).when(new Refund("back-1")).then(REFUNDED);
        payment.given(REQUESTED, PROCESSED, REFUNDED).when(new Refund("back-2")).thenNothing();
    }

    @Test
    void money_that_was_not_taken_cannot_be_refunded() {
        payment.given(REQUESTED)
                .when(new Refund("back-1"))
                .thenRejected(new PaymentNotProcessed(Payment.Status.REQUESTED));
        payment.given(REQUESTED, FAILED)
                .when(new Refund("back-1"))
                .thenRejected(new PaymentNotProcessed(Payment.Status.FAILED));
        payment.given(REQUESTED, CANCELLED)
                .when(new Refund("back-1"))
                .thenRejected(new PaymentNotProcessed(Payment.Status.CANCELLED));
    }

    @Test
    void no_command_has_a_route() {
        assertThat(PaymentCommand.TYPES).noneMatch(CommandType::exposed);
    }

    @Test
    void commands_out_of_range_are_refused() {
        refused(() -> new Request(Money.parse("-0.01"), "EURO", ""), "amount", "currency", "method");
        refused(() -> new Succeed(""), "reference");
        refused(() -> new Fail("x".repeat(401)), "reason");
        refused(() -> new Cancel("x".repeat(501)), "reason");
        refused(() -> new Refund("x".repeat(201)), "reference");
    }

    private static void refused(Runnable command, String... fields) {
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(command::run)
                .satisfies(e ->
                        assertThat(e.errors()).extracting(FieldError::field).containsExactly(fields));
    }
}
