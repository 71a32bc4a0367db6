package io.daybook.shop.payment;

import static io.daybook.shop.Folds.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Decision;
import io.daybook.shop.Folds;
import io.daybook.shop.payment.PaymentCommand.*;
import io.daybook.shop.payment.PaymentEvent.*;
import io.daybook.shop.value.Money;
import io.daybook.testtools.ForAll;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent to a payment, money is taken at most once and given back at most once. */
final class PaymentPropertiesTest {
    private static final int COMMANDS = 20;

    private final Payment decider = new Payment();

    @Test
    void money_is_taken_at_most_once_and_given_back_only_if_it_was_taken() {
        ForAll.seeds(random -> {
            var events = history(random);
            var taken =
                    events.stream().filter(PaymentProcessed.class::isInstance).toList();
            var returned =
                    events.stream().filter(PaymentRefunded.class::isInstance).toList();
            assertThat(taken).hasSizeLessThanOrEqualTo(1);
            assertThat(returned).hasSizeLessThanOrEqualTo(taken.size());
        });
    }

    @Test
    void giving_up_never_leaves_money_taken() {
        ForAll.seeds(random -> {
            var state = fold(decider, decider.initial(), history(random));
            state = send(state, new Cancel("given up"));
            if (random.nextBoolean()) {
                state = send(state, new Succeed("late"));
            }
            state = send(state, new Refund("back"));
            assertThat(state.status()).isIn(Payment.Status.CANCELLED, Payment.Status.FAILED, Payment.Status.REFUNDED);
        });
    }

    @Test
    void folding_in_parts_equals_folding_at_once() {
        ForAll.seeds(random -> Folds.inPartsEqualsAtOnce(Payment.CATEGORY, history(random), random));
    }

    private List<PaymentEvent> history(Random random) {
        return Folds.history(
                decider,
                COMMANDS,
                n -> n == 0 ? new Request(new Money(random.nextInt(1_000)), "EUR", "card") : command(random));
    }

    private static PaymentCommand command(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Request(Money.ZERO, "USD", "card");
            case 1 -> new Succeed("ref-" + random.nextInt(2));
            case 2 -> new Fail("card_declined");
            case 3 -> new Cancel("Payment timed out");
            default -> new Refund("back-" + random.nextInt(2));
        };
    }

    private Payment.State send(Payment.State state, PaymentCommand command) {
        return decider.decide(command, state) instanceof Decision.Accepted<PaymentEvent>(var events)
                ? fold(decider, state, events)
                : state;
    }
}
