package io.daybook.shop.inventory;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Quantity;

/** Why a product's stock refuses a command. */
public sealed interface InventoryRejection extends Rejection {
    record ProductAlreadyRegistered() implements InventoryRejection {}

    /** There would be enough without the reservations of others. */
    record ReservedByOthers(long quantity, long available) implements InventoryRejection {
        public static final String CODE = "reserved-by-others";
    }

    record QuantityOutOfRange(long onHand, long quantity) implements InventoryRejection {}

    @Override
    default String code() {
        return switch (this) {
            case ProductAlreadyRegistered _ -> "product-already-registered";
            case ReservedByOthers _ -> ReservedByOthers.CODE;
            case QuantityOutOfRange _ -> "quantity-out-of-range";
        };
    }

    @Override
    default String message() {
        return switch (this) {
            case ProductAlreadyRegistered _ -> "A product is registered once; this one was registered before.";
            case ReservedByOthers(var quantity, var available) ->
                "Of " + quantity + " asked for, " + available + " are available; others have reserved the rest.";
            case QuantityOutOfRange(var onHand, var quantity) ->
                "The stock of " + onHand + " would grow beyond " + Quantity.MAX + " by " + quantity + ".";
        };
    }
}
