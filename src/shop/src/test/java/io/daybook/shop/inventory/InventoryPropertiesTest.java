package io.daybook.shop.inventory;

import static io.daybook.shop.Folds.fold;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.shop.Folds;
import io.daybook.shop.inventory.InventoryCommand.*;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.testing.ViewSpec;
import io.daybook.testtools.ForAll;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is sent to a product's stock, nothing of it is lost and nothing is made up. */
final class InventoryPropertiesTest {
    private static final int COMMANDS = 60;

    private final Inventory decider = new Inventory();

    @Test
    void stock_is_conserved_and_never_negative() {
        ForAll.seeds(random -> {
            var events = history(random);
            for (int n = 1; n <= events.size(); n++) {
                assertConserved(events.subList(0, n));
            }
        });
    }

    @Test
    void folding_in_parts_equals_folding_at_once() {
        ForAll.seeds(random -> Folds.inPartsEqualsAtOnce(Inventory.CATEGORY, history(random), random));
    }

    @Test
    void the_view_agrees_with_the_state() {
        ForAll.seeds(random -> {
            var events = history(random);
            var state = fold(decider, decider.initial(), events);
            assertThat(new ViewSpec<>(new InventoryView(), "inventory-p1").after(events))
                    .isEqualTo(new InventoryView.Row(
                            "p1",
                            "Lamp",
                            state.onHand(),
                            state.reserved(),
                            state.onHand() - state.reserved(),
                            events.size()));
        });
    }

    private void assertConserved(List<InventoryEvent> events) {
        long received = 0;
        long shipped = 0;
        for (var event : events) {
            switch (event) {
                case ProductRegistered registered -> received += registered.quantity();
                case StockReceived stock -> received += stock.quantity();
                case InventoryShipped out -> shipped += out.quantity();
                case InventoryReserved _, InventoryReservationFailed _, InventoryReleased _ -> {}
            }
        }
        var state = fold(decider, decider.initial(), events);
        long available = state.onHand() - state.reserved();
        assertThat(available + state.reserved() + shipped).isEqualTo(received);
        assertThat(available).isNotNegative();
        assertThat(state.reserved())
                .isNotNegative()
                .isEqualTo(
                        state.reservations().values().stream().mapToLong(q -> q).sum());
    }

    private List<InventoryEvent> history(Random random) {
        return Folds.history(
                decider, COMMANDS, n -> n == 0 ? new Register("Lamp", random.nextInt(20)) : command(random));
    }

    private static InventoryCommand command(Random random) {
        var order = "o" + random.nextInt(4);
        return switch (random.nextInt(5)) {
            case 0 -> new Receive(1 + random.nextInt(random.nextInt(10) == 0 ? 1_000_000_000 : 10));
            case 1, 2 -> new Reserve(order, 1 + random.nextInt(12));
            case 3 -> new Release(order);
            default -> new Ship(order);
        };
    }
}
