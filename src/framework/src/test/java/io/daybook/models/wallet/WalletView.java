package io.daybook.models.wallet;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.models.wallet.WalletEvent.*;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each wallet: who owns it and what it holds. */
public final class WalletView implements Projection<WalletEvent, WalletView.Row> {
    /**
     * @param status {@code active} or {@code closed}
     * @param version of the stream that the row reflects
     */
    public record Row(
            String walletId,
            String owner,
            Coins balance,
            String currency,
            String status,
            Instant openedAt,
            Instant lastUpdated,
            long version) {
        private Row after(Recorded<WalletEvent> recorded, Coins newBalance, String newStatus) {
            var at = recorded.metadata().at();
            return new Row(walletId, owner, newBalance, currency, newStatus, openedAt, at, recorded.version());
        }
    }

    @Override
    public String name() {
        return "wallets";
    }

    @Override
    public Category<?, ?, WalletEvent> follows() {
        return Wallet.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<WalletEvent> recorded) {
        if (recorded.event() instanceof WalletOpened(var owner, var content, var currency)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), owner, content, currency, "active", at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with WalletOpened");
        }
        return switch (recorded.event()) {
            case WalletOpened _ -> row;
            case CoinsFilled filled -> row.after(recorded, filled.balance(), row.status());
            case CoinsSpent spent -> row.after(recorded, spent.balance(), row.status());
            case WalletClosed() -> row.after(recorded, row.balance(), "closed");
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(Lookup.by("owner", Row::owner));
    }
}
