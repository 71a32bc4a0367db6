package io.daybook.shop.account;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.shop.account.AccountCommand.*;
import io.daybook.shop.value.Customer;

/** A customer has accounts of its own, and opens them in its own name. */
public final class AccountAccess implements StreamAccess<AccountCommand, Account.State> {
    public static final RowAccess<AccountView.Row> ROWS =
            RowAccess.own(Customer.ROLE, AccountView.Row::owner).listedBy("owner");

    @Override
    public boolean permits(Caller caller, AccountCommand command, String id, Account.State state) {
        return switch (command) {
            case Open open ->
                Customer.is(caller, open.owner())
                        && (state.status() == Account.Status.ABSENT || shows(caller, id, state));
            case Deposit _, Withdraw _, Close _ -> shows(caller, id, state);
        };
    }

    @Override
    public boolean shows(Caller caller, String id, Account.State state) {
        return Customer.is(caller, state.owner());
    }
}
