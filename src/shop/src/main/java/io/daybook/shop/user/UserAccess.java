package io.daybook.shop.user;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.shop.value.Customer;

/** A customer is the user with its id. */
public final class UserAccess implements StreamAccess<UserCommand, User.State> {
    public static final RowAccess<UserView.Row> ROWS = RowAccess.own(Customer.ROLE, UserView.Row::userId);

    @Override
    public boolean permits(Caller caller, UserCommand command, String id, User.State state) {
        return Customer.is(caller, id);
    }

    @Override
    public boolean shows(Caller caller, String id, User.State state) {
        return Customer.is(caller, id);
    }
}
