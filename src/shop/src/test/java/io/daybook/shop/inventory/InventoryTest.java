package io.daybook.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.daybook.kernel.decide.InvalidCommandException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.shop.inventory.InventoryCommand.*;
import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.inventory.InventoryRejection.*;
import io.daybook.testing.DeciderSpec;
import org.junit.jupiter.api.Test;

/** The rules of stock. */
final class InventoryTest {
    private static final ProductRegistered TEN = new ProductRegistered("Lamp", 10);
    private static final InventoryReserved RESERVED = new InventoryReserved("o1", 4);
    private static final InventoryReleased RELEASED = new InventoryReleased("o1", 4);
    private static final InventoryShipped SHIPPED = new InventoryShipped("o1", 4);

    private final DeciderSpec<InventoryCommand, Inventory.State, InventoryEvent> lamps =
            DeciderSpec.of(new Inventory());

    @Test
    void a_product_is_registered_with_its_first_stock() {
        lamps.given().when(new Register("Lamp", 10)).then(TEN);
        lamps.given().when(new Register("Lamp", 0)).then(new ProductRegistered("Lamp", 0));
    }

    @Test
    void a_product_is_registered_once() {
        lamps.given(TEN).when(new Register("Lamp", 10)).thenRejected(new ProductAlreadyRegistered());
    }

    @Test
    void stock_is_received() {
        lamps.given(TEN).when(new Receive(5)).then(new StockReceived(5));
    }

    @Test
    void stock_grows_to_a_billion_pieces_and_no_further() {
        lamps.given(TEN).when(new Receive(999_999_990)).then(new StockReceived(999_999_990));
        lamps.given(TEN).when(new Receive(999_999_991)).thenRejected(new QuantityOutOfRange(10, 999_999_991));
    }

    @Test
    void stock_that_was_shipped_leaves_room() {
        lamps.given(TEN, RESERVED, SHIPPED).when(new Receive(999_999_994)).then(new StockReceived(999_999_994));
    }

    @Test
    void what_is_available_can_be_reserved_to_the_last_piece() {
        lamps.given(TEN).when(new Reserve("o1", 4)).then(RESERVED);
        lamps.given(TEN, RESERVED).when(new Reserve("o2", 6)).then(new InventoryReserved("o2", 6));
    }

    @Test
    void a_reservation_of_more_than_is_available_fails_as_an_event() {
        lamps.given(TEN, RESERVED).when(new Reserve("o2", 7)).then(new InventoryReservationFailed("o2", 7, 6));
        lamps.given(TEN)
                .when(new Reserve("o2", 1_000_000_000_000L))
                .then(new InventoryReservationFailed("o2", 1_000_000_000_000L, 10));
    }

    @Test
    void an_order_that_can_come_back_is_told_where_only_others_are_in_the_way_and_nothing_is_recorded() {
        lamps.given(TEN, RESERVED).when(new TryReserve("o2", 10)).thenRejected(new ReservedByOthers(10, 6));
        lamps.given(TEN, RESERVED).when(new TryReserve("o2", 6)).then(new InventoryReserved("o2", 6));
        lamps.given(TEN, RESERVED).when(new TryReserve("o2", 11)).then(new InventoryReservationFailed("o2", 11, 6));
        lamps.given(TEN, RESERVED).when(new TryReserve("o1", 10)).thenNothing();
    }

    @Test
    void a_failed_reservation_leaves_the_stock_as_it_is_and_may_be_tried_again() {
        lamps.given(TEN, new InventoryReservationFailed("o1", 11, 10), new StockReceived(1))
                .when(new Reserve("o1", 11))
                .then(new InventoryReserved("o1", 11));
    }

    @Test
    void a_second_reservation_for_the_same_order_changes_nothing() {
        lamps.given(TEN, RESERVED).when(new Reserve("o1", 4)).thenNothing();
        lamps.given(TEN, RESERVED).when(new Reserve("o1", 100)).thenNothing();
    }

    @Test
    void a_released_reservation_is_available_again() {
        lamps.given(TEN, RESERVED).when(new Release("o1")).then(RELEASED);
        lamps.given(TEN, RESERVED, RELEASED).when(new Reserve("o2", 10)).then(new InventoryReserved("o2", 10));
    }

    @Test
    void releasing_what_is_not_reserved_changes_nothing() {
        lamps.given(TEN).when(new Release("o1")).thenNothing();
        lamps.given(TEN, RESERVED, RELEASED).when(new Release("o1")).thenNothing();
        lamps.given(TEN, RESERVED, SHIPPED).when(new Release("o1")).thenNothing();
        lamps.given(TEN, RESERVED).when(new Release("o2")).thenNothing();
    }

    @Test
    void shipping_takes_the_reserved_pieces_out_of_the_stock() {
        lamps.given(TEN, RESERVED).when(new Ship("o1")).then(SHIPPED);
        lamps.given(TEN, RESERVED, SHIPPED).when(new Reserve("o2", 7)).then(new InventoryReservationFailed("o2", 7, 6));
    }

    @Test
    void shipping_what_is_not_reserved_changes_nothing() {
        lamps.given(TEN).when(new Ship("o1")).thenNothing();
        lamps.given(TEN, RESERVED, SHIPPED).when(new Ship("o1")).thenNothing();
        lamps.given(TEN, RESERVED, RELEASED).when(new Ship("o1")).thenNothing();
    }

    @Test
    void commands_out_of_range_are_refused() {
        refused(() -> new Register("", -1), "quantity", "name");
        refused(() -> new Register("x".repeat(201), 1_000_000_001), "quantity", "name");
        refused(() -> new Receive(0), "quantity");
        refused(() -> new Receive(1_000_000_001), "quantity");
        refused(() -> new Reserve("o 1", 0), "orderId", "quantity");
        refused(() -> new TryReserve("o 1", 0), "orderId", "quantity");
        refused(() -> new Release(""), "orderId");
        refused(() -> new Ship(".."), "orderId");
    }

    private static void refused(Runnable command, String... fields) {
        assertThatExceptionOfType(InvalidCommandException.class)
                .isThrownBy(command::run)
                .satisfies(e ->
                        assertThat(e.errors()).extracting(FieldError::field).containsExactly(fields));
    }
}
