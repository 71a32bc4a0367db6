package io.daybook.models.wallet;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.models.wallet.WalletCommand.*;

/** A holder has wallets of its own. An auditor sees all of them and changes none. */
public final class WalletAccess implements StreamAccess<WalletCommand, Wallet.State> {
    public static final RowAccess<WalletView.Row> ROWS =
            RowAccess.own("holder", WalletView.Row::owner).listedBy("owner").or(RowAccess.all("auditor"));

    @Override
    public boolean permits(Caller caller, WalletCommand command, String id, Wallet.State state) {
        var owner = state.owner().isEmpty() && command instanceof Open open ? open.owner() : state.owner();
        return caller.has("holder") && caller.is(owner);
    }

    @Override
    public boolean shows(Caller caller, String id, Wallet.State state) {
        return caller.has("auditor") || (caller.has("holder") && caller.is(state.owner()));
    }
}
