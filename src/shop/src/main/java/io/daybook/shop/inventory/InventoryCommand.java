package io.daybook.shop.inventory;

import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.shop.value.Id;
import io.daybook.shop.value.Quantity;
import java.util.List;

/** Requests to the stock of one product. Orders reserve, release and ship it through their saga only. */
public sealed interface InventoryCommand {
    List<CommandType<InventoryCommand>> TYPES = List.of(
            CommandType.creating("register", Register.class),
            CommandType.of("receive", Receive.class),
            CommandType.<InventoryCommand>of("reserve", Reserve.class).internal(),
            CommandType.<InventoryCommand>of("try-reserve", TryReserve.class).internal(),
            CommandType.<InventoryCommand>of("release", Release.class).internal(),
            CommandType.<InventoryCommand>of("ship", Ship.class).internal());

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
     * @param quantity summed over the order's lines, so that it may be more than any stock can hold
     */
    record Reserve(String orderId, long quantity) implements InventoryCommand {
        public Reserve {
            Id.check(new Checks(), orderId, "orderId")
                    .that(quantity > 0, "quantity", "must be greater than 0")
                    .done();
        }
    }

    /**
     * Sets pieces aside for an order that can come back: where only what others have reserved is in the way, it is
     * rejected, and nothing is recorded. Else as {@link Reserve}.
     */
    record TryReserve(String orderId, long quantity) implements InventoryCommand {
        public TryReserve {
            Id.check(new Checks(), orderId, "orderId")
                    .that(quantity > 0, "quantity", "must be greater than 0")
                    .done();
        }
    }

    /** Makes what was set aside for an order available again. */
    record Release(String orderId) implements InventoryCommand {
        public Release {
            Id.check(new Checks(), orderId, "orderId").done();
        }
    }

    /** Takes what was set aside for an order out of the stock. */
    record Ship(String orderId) implements InventoryCommand {
        public Ship {
            Id.check(new Checks(), orderId, "orderId").done();
        }
    }
}
