package io.daybook.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.domain.payment.PaymentCommand.*;
import io.daybook.domain.payment.PaymentEvent.*;
import io.daybook.domain.value.Money;
import io.daybook.kernel.decide.Decision;
import io.daybook.testing.ForAll;
import java.util.ArrayList;
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
            var state = fold(decider.initial(), history(random));
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
        ForAll.seeds(random -> {
            var events = history(random);
            int cut = random.nextInt(events.size() + 1);
            var inParts = fold(fold(decider.initial(), events.subList(0, cut)), events.subList(cut, events.size()));
            assertThat(inParts).isEqualTo(fold(decider.initial(), events));
        });
    }

    private List<PaymentEvent> history(Random random) {
        var events = new ArrayList<PaymentEvent>();
        var state = decider.initial();
        for (int n = 0; n < COMMANDS; n++) {
            PaymentCommand command =
                    n == 0 ? new Request(new Money(random.nextInt(1_000)), "EUR", "card") : command(random);
            if (decider.decide(command, state) instanceof Decision.Accepted<PaymentEvent>(var decided)) {
                state = fold(state, decided);
                events.addAll(decided);
            }
        }
        return events;
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
                ? fold(state, events)
                : state;
    }

    private Payment.State fold(Payment.State from, List<PaymentEvent> events) {
        var state = from;
        for (var event : events) {
            state = decider.evolve(state, event);
        }
        return state;
    }
}
