package io.daybook.shop.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.shop.inventory.Inventory;
import io.daybook.shop.inventory.InventoryCommand;
import io.daybook.shop.inventory.InventoryEvent;
import io.daybook.shop.inventory.InventoryEvent.ProductRegistered;
import io.daybook.shop.order.OrderEvent.OrderSubmitted;
import io.daybook.shop.order.OrderLine;
import io.daybook.shop.value.Money;
import io.daybook.testing.SagaSpec;
import io.daybook.testtools.ForAll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Ten orders that want the same six products, whose commands are handled in any order. */
final class ContestedStockTest {
    private static final int ORDERS = 10;
    private static final List<String> PRODUCTS = List.of("p1", "p2", "p3", "p4", "p5", "p6");

    private final Fulfilment saga = new Fulfilment(Duration.ofMinutes(15));

    @Test
    void where_each_product_is_there_once_exactly_one_order_gets_through() {
        ForAll.seeds(2_000, random -> {
            var round = new Round(random, 1, 1);
            round.toItsEnd();
            assertThat(round.throughs()).isEqualTo(1);
            round.assertThatTheOthersHoldNothing();
        });
    }

    @Test
    void where_there_is_enough_for_some_of_them_at_least_one_gets_through() {
        ForAll.seeds(2_000, random -> {
            var round = new Round(random, 1, 4);
            round.toItsEnd();
            assertThat(round.throughs()).isPositive();
            round.assertThatTheOthersHoldNothing();
        });
    }

    /** Time passes, so that timers are due, only where no command is under way. */
    private final class Round {
        private final Random random;
        private final Map<String, Inventory.State> stock = new HashMap<>();
        private final List<Customer> customers = new ArrayList<>();

        Round(Random random, int onHandMin, int onHandMax) {
            this.random = random;
            for (var product : PRODUCTS) {
                var registered = new ProductRegistered(product, random.nextInt(onHandMin, onHandMax + 1));
                stock.put(product, evolve(Inventory.CATEGORY.decider().initial(), List.of(registered)));
            }
            for (int n = 1; n <= ORDERS; n++) {
                customers.add(new Customer("o" + n));
            }
        }

        void toItsEnd() {
            do {
                var busy = busy();
                while (!busy.isEmpty()) {
                    busy.get(random.nextInt(busy.size())).answerOne();
                    busy = busy();
                }
                customers.forEach(Customer::timePasses);
            } while (!busy().isEmpty());
        }

        private List<Customer> busy() {
            return customers.stream()
                    .filter(customer -> !customer.underWay.isEmpty())
                    .toList();
        }

        long throughs() {
            return customers.stream().filter(Customer::isThrough).count();
        }

        void assertThatTheOthersHoldNothing() {
            for (var customer : customers) {
                if (!customer.isThrough()) {
                    assertThat(saga.step(customer.state)).isEqualTo("cancelled");
                    assertThat(stock.values())
                            .noneMatch(product -> product.reservations().containsKey(customer.id));
                }
            }
        }

        private Trigger handle(Effect.Send<?> send) {
            if (!(send.command() instanceof InventoryCommand command)) {
                return SagaSpec.accepted(send);
            }
            var before = stock.get(send.id());
            return switch (Inventory.CATEGORY.decider().decide(command, before)) {
                case Decision.Rejected<InventoryEvent>(var reason) -> SagaSpec.rejected(send, reason);
                case Decision.Accepted<InventoryEvent>(var events) -> {
                    stock.put(send.id(), evolve(before, events));
                    yield SagaSpec.accepted(send, events.toArray());
                }
            };
        }

        private static Inventory.State evolve(Inventory.State before, List<? extends InventoryEvent> events) {
            var after = before;
            for (var event : events) {
                after = Inventory.CATEGORY.decider().evolve(after, event);
            }
            return after;
        }

        /** An order and its saga. It stays unpaid for as long as the round takes. */
        private final class Customer {
            private final String id;
            private final List<Effect.Send<?>> underWay = new ArrayList<>();
            private FulfilmentState state;
            private boolean waits;

            Customer(String id) {
                this.id = id;
                this.state = saga.initial(id);
                var products = new ArrayList<>(PRODUCTS);
                Collections.shuffle(products, random);
                var lines = products.stream()
                        .map(product -> new OrderLine(product, 1, Money.ZERO, Money.ZERO))
                        .toList();
                react(SagaSpec.happened("order-" + id, new OrderSubmitted(lines, Money.ZERO, "EUR", "card", null)));
            }

            void answerOne() {
                var send = underWay.remove(random.nextInt(underWay.size()));
                react(handle(send));
            }

            void timePasses() {
                if (waits) {
                    waits = false;
                    react(new Trigger.TimerDue(Fulfilment.STOCK_TIMER));
                }
            }

            boolean isThrough() {
                return saga.step(state).equals("paying")
                        && stock.values().stream()
                                .allMatch(product -> product.reservations().containsKey(id));
            }

            private void react(Trigger trigger) {
                var step = saga.react(state, trigger, underWay.size());
                state = step.state();
                for (var effect : step.effects()) {
                    switch (effect) {
                        case Effect.Send<?> send -> underWay.add(send);
                        case Effect.StartTimer(var name, var after) -> waits |= name.equals(Fulfilment.STOCK_TIMER);
                        case Effect.CancelTimer(var name) -> waits &= !name.equals(Fulfilment.STOCK_TIMER);
                        case Effect.GiveUp(var reason) -> throw new AssertionError(reason);
                    }
                }
            }
        }
    }
}
