package io.daybook.shop.inventory;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.Id;
import io.daybook.shop.value.Quantity;
import java.util.List;

/** Requests to the stock of one product. Only the fulfilment saga reserves, releases and ships. */
public sealed interface InventoryCommand {
    List<CommandType<? extends InventoryCommand>> TYPES = List.of(
            CommandType.creating("register", Register.class),
            CommandType.of("receive", Receive.class),
            CommandType.of("reserve", Reserve.class).internal(),
            CommandType.of("try-reserve", TryReserve.class).internal(),
            CommandType.of("release", Release.class).internal(),
            CommandType.of("ship", Ship.class).internal());

    record Register(String name, long quantity) implements InventoryCommand {
        public Register {
            Quantity.check(new Checks(), quantity, "quantity", 0)
                    .length(name, "name", 1, 200)
                    .done();
        }
    }

    record Receive(long quantity) implements InventoryCommand {
        public Receive {
            Quantity.check(new Checks(), quantity, "quantity", 1).done();
        }
    }

    /**
     * Sets pieces aside for an order.
     *
     * @param quantity the sum of the order's lines, which may be more than any stock can hold
     */
    record Reserve(String orderId, long quantity) implements InventoryCommand {
        public Reserve {
            Id.check(new Checks(), orderId, "orderId")
                    .that(quantity > 0, "quantity", "must be greater than 0")
                    .done();
        }
    }

    /**
     * Sets pieces aside for an order that can try again. If there would be enough without the reservations of others,
     * it is rejected and nothing is recorded. Otherwise it does the same as {@link Reserve}.
     */
    record TryReserve(String orderId, long quantity) implements InventoryCommand {
        public TryReserve {
            Id.check(new Checks(), orderId, "orderId")
                    .that(quantity > 0, "quantity", "must be greater than 0")
                    .done();
        }
    }

    /** Makes the pieces that were set aside for an order available again. */
    record Release(String orderId) implements InventoryCommand {
        public Release {
            Id.check(new Checks(), orderId, "orderId").done();
        }
    }

    /** Takes the pieces that were set aside for an order out of the stock. */
    record Ship(String orderId) implements InventoryCommand {
        public Ship {
            Id.check(new Checks(), orderId, "orderId").done();
        }
    }
}
