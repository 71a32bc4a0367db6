package io.daybook.shop.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.daybook.shop.inventory.InventoryEvent.*;
import io.daybook.shop.inventory.InventoryView.Row;
import io.daybook.testing.ViewSpec;
import org.junit.jupiter.api.Test;

/** What is shown of a product's stock. */
final class InventoryViewTest {
    private static final ProductRegistered TEN = new ProductRegistered("Lamp", 10);
    private static final InventoryReserved RESERVED = new InventoryReserved("o1", 4);

    private final ViewSpec<InventoryEvent, Row> view = new ViewSpec<>(new InventoryView(), "inventory-p1");

    @Test
    void all_of_the_first_stock_is_available() {
        assertThat(view.after(TEN)).isEqualTo(new Row("p1", "Lamp", 10, 0, 10, 1));
    }

    @Test
    void received_stock_is_available() {
        assertThat(view.after(TEN, new StockReceived(5))).isEqualTo(new Row("p1", "Lamp", 15, 0, 15, 2));
    }

    @Test
    void reserved_stock_is_on_hand_but_not_available() {
        assertThat(view.after(TEN, RESERVED)).isEqualTo(new Row("p1", "Lamp", 10, 4, 6, 2));
    }

    @Test
    void a_failed_reservation_moves_only_the_version() {
        assertThat(view.after(TEN, new InventoryReservationFailed("o1", 11, 10)))
                .isEqualTo(new Row("p1", "Lamp", 10, 0, 10, 2));
    }

    @Test
    void released_stock_is_available_again() {
        assertThat(view.after(TEN, RESERVED, new InventoryReleased("o1", 4)))
                .isEqualTo(new Row("p1", "Lamp", 10, 0, 10, 3));
    }

    @Test
    void shipping_takes_from_what_is_on_hand_and_from_what_is_reserved() {
        assertThat(view.after(TEN, RESERVED, new InventoryShipped("o1", 4)))
                .isEqualTo(new Row("p1", "Lamp", 6, 0, 6, 3));
    }

    @Test
    void a_stream_that_does_not_begin_with_a_registration_is_an_error() {
        assertThatIllegalStateException().isThrownBy(() -> view.after(RESERVED));
    }
}
