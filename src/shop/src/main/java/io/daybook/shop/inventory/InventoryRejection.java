package io.daybook.shop.inventory;

import io.daybook.kernel.decide.Rejection;
import io.daybook.shop.value.Quantity;

/** Why a product's stock refuses a command. */
public sealed interface InventoryRejection extends Rejection {
    record ProductAlreadyRegistered() implements InventoryRejection {
        @Override
        public String code() {
            return "product-already-registered";
        }

        @Override
        public String message() {
            return "A product is registered once; this one was registered before.";
        }
    }

    /** There would be enough without the reservations of others. */
    record ReservedByOthers(long quantity, long available) implements InventoryRejection {
        public static final String CODE = "reserved-by-others";

        @Override
        public String code() {
            return CODE;
        }

        @Override
        public String message() {
            return "Of " + quantity + " asked for, " + available + " are available; others have reserved the rest.";
        }
    }

    record QuantityOutOfRange(long onHand, long quantity) implements InventoryRejection {
        @Override
        public String code() {
            return "quantity-out-of-range";
        }

        @Override
        public String message() {
            return "The stock of " + onHand + " would grow beyond " + Quantity.MAX + " by " + quantity + ".";
        }
    }
}
