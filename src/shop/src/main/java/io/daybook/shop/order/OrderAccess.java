package io.daybook.shop.order;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.shop.order.OrderCommand.*;
import io.daybook.shop.value.Customer;

/** A customer has orders of its own, and creates them in its own name. */
public final class OrderAccess implements StreamAccess<OrderCommand, Order.State> {
    public static final RowAccess<OrderView.Row> ROWS =
            RowAccess.own(Customer.ROLE, OrderView.Row::customerId).listedBy("customerId");

    @Override
    public boolean permits(Caller caller, OrderCommand command, String id, Order.State state) {
        return switch (command) {
            case Create create ->
                Customer.is(caller, create.customerId())
                        && (state.status() == Order.Status.ABSENT || shows(caller, id, state));
            case AddItem _, RemoveItem _, Submit _, Cancel _ -> shows(caller, id, state);
            case Ship _, Complete _ -> false;
        };
    }

    @Override
    public boolean shows(Caller caller, String id, Order.State state) {
        return Customer.is(caller, state.customerId());
    }
}
