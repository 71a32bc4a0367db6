package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.ShopForTests;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryEvent.InventoryReservationFailed;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.payment.PaymentCommand;
import io.daybook.shop.payment.PaymentEvent.PaymentProcessed;
import io.daybook.shop.value.Money;
import io.daybook.testing.SagaSpec;
import io.daybook.testtools.ForAll;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders of many products, whose answers come in any order: they go in waves. */
final class LongFulfilmentTest {
    private static final int LINES_MAX = 1_000;
    private static final Money TOTAL = Money.parse("10.00");

    private final Fulfilment saga = new Fulfilment(Duration.ofMinutes(15));
    private final JacksonStateCodec<FulfilmentState> codec =
            new JacksonStateCodec<>(FulfilmentState.class, ShopForTests.mapper());

    @Test
    void an_order_of_a_thousand_products_is_completed_with_never_more_than_25_commands_under_way() {
        var run = new Run(LINES_MAX, -1, new Random(1));
        run.toItsEnd();
        assertThat(saga.step(run.state)).isEqualTo("completed");
        assertThat(run.sent).isEqualTo(2 * LINES_MAX + 3);
        assertThat(run.underWayMax).isEqualTo(Saga.PENDING_MAX);
    }

    @Test
    void whichever_product_is_missing_all_others_that_were_reserved_are_released() {
        ForAll.seeds(100, random -> {
            var run = new Run(60, random.nextInt(60), random);
            run.toItsEnd();
            assertThat(saga.step(run.state)).isEqualTo("cancelled");
            assertThat(run.underWayMax).isLessThanOrEqualTo(Saga.PENDING_MAX);
            assertThat(run.reserved).isEqualTo(run.released).isPositive();
            assertThat(run.state.stock().isAnyAt(Stock.Place.RESERVED)).isFalse();
        });
    }

    /** Source: DynamoDB, an item has at most 400 KB; the row holds more than the state. */
    @Test
    void the_state_of_a_thousand_products_with_the_longest_ids_fits_an_item() {
        var run = new Run(LINES_MAX, -1, new Random(1));
        assertThat(codec.encode(run.state).length()).isLessThan(200 * 1024);
        assertThat(codec.decode(codec.encode(run.state))).isEqualTo(run.state);
    }

    /** Answers what is under way, in any order, and stores the state after each step. */
    private final class Run {
        private final int missing;
        private final Random random;
        private final List<Effect.Send<?>> underWay = new ArrayList<>();
        private FulfilmentState state;
        private int underWayMax;
        private int sent;
        private int reserved;
        private int released;

        Run(int products, int missing, Random random) {
            this.missing = missing;
            this.random = random;
            var lines = IntStream.range(0, products)
                    .mapToObj(n -> new OrderLine(productId(n), 1, Money.ZERO, Money.ZERO))
                    .toList();
            state = saga.initial("o1");
            react(happened("order", new OrderSubmitted(lines, TOTAL, "EUR", "card", null)));
        }

        void toItsEnd() {
            while (!underWay.isEmpty()) {
                var next = underWay.remove(random.nextInt(underWay.size()));
                react(answer(next));
                if (next.command() instanceof PaymentCommand.Request) {
                    react(happened("payment", new PaymentProcessed(TOTAL, "EUR", "ref")));
                }
            }
            assertThat(saga.isComplete(state)).isTrue();
        }

        private Trigger answer(Effect.Send<?> send) {
            if (send.command() instanceof InventoryCommand.TryReserve) {
                if (send.id().equals(productId(missing))) {
                    return SagaSpec.accepted(send, new InventoryReservationFailed("o1", 1, 0));
                }
                reserved++;
            } else if (send.command() instanceof InventoryCommand.Release) {
                released++;
            }
            return SagaSpec.accepted(send);
        }

        private void react(Trigger trigger) {
            var next = saga.react(state, trigger, underWay.size());
            state = next.state();
            for (var effect : next.effects()) {
                if (effect instanceof Effect.Send<?> send) {
                    underWay.add(send);
                    sent++;
                }
            }
            underWayMax = Math.max(underWayMax, underWay.size());
        }

        private Trigger happened(String category, Object event) {
            var metadata = new EventMetadata("c", "r", "c", null, Instant.EPOCH, "test-1");
            return new Trigger.Happened(new Recorded<>(new StreamName(category, "o1"), 1, "e", event, metadata));
        }
    }

    private static String productId(int n) {
        return "p".repeat(120) + n;
    }
}
