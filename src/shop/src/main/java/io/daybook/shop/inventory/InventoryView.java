package io.daybook.shop.inventory;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.shop.inventory.InventoryEvent.*;
import org.jspecify.annotations.Nullable;

/** One row for each product: how much is in stock, and how much of it is available. */
public final class InventoryView implements Projection<InventoryEvent, InventoryView.Row> {
    /**
     * @param onHand pieces in stock, whether reserved or not
     * @param available what is on hand and not reserved
     * @param version of the stream that the row reflects
     */
    public record Row(String productId, String name, long onHand, long reserved, long available, long version) {
        private Row plus(long onHandMore, long reservedMore, long newVersion) {
            return new Row(
                    productId,
                    name,
                    onHand + onHandMore,
                    reserved + reservedMore,
                    available + onHandMore - reservedMore,
                    newVersion);
        }
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Category<?, ?, InventoryEvent> follows() {
        return Inventory.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<InventoryEvent> recorded) {
        long version = recorded.version();
        if (recorded.event() instanceof ProductRegistered(var name, var quantity)) {
            return new Row(recorded.stream().id(), name, quantity, 0, quantity, version);
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with ProductRegistered");
        }
        return switch (recorded.event()) {
            case ProductRegistered _ -> row;
            case StockReceived(var quantity) -> row.plus(quantity, 0, version);
            case InventoryReserved reserved -> row.plus(0, reserved.quantity(), version);
            case InventoryReservationFailed _ -> row.plus(0, 0, version);
            case InventoryReleased released -> row.plus(0, -released.quantity(), version);
            case InventoryShipped shipped -> row.plus(-shipped.quantity(), -shipped.quantity(), version);
        };
    }
}
