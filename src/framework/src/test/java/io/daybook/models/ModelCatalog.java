package io.daybook.models;

import io.daybook.kernel.event.ScalarType;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletView;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import java.util.List;

/** What exists in the application that the framework's own tests are about. */
public final class ModelCatalog implements Catalog {
    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return List.of(new Aggregate<>("wallets", Wallet.CATEGORY, new WalletView()));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("wallets", "wallets", Wallet.CATEGORY, new WalletView(), WalletView.Row.class));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return List.of(Coins.TYPE);
    }
}
