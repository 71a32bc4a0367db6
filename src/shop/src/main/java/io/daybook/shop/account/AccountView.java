package io.daybook.shop.account;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.shop.account.AccountEvent.*;
import io.daybook.shop.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each account: who owns it and what it holds. */
public final class AccountView implements Projection<AccountEvent, AccountView.Row> {
    /**
     * @param status {@code active} or {@code closed}
     * @param version of the stream that the row reflects
     */
    public record Row(
            String accountId,
            String owner,
            Money balance,
            String currency,
            String status,
            Instant openedAt,
            Instant lastUpdated,
            long version) {
        private Row after(Recorded<AccountEvent> recorded, Money newBalance, String newStatus) {
            var at = recorded.metadata().at();
            return new Row(accountId, owner, newBalance, currency, newStatus, openedAt, at, recorded.version());
        }
    }

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public Category<?, ?, AccountEvent> follows() {
        return Account.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<AccountEvent> recorded) {
        if (recorded.event() instanceof AccountOpened(var owner, var deposit, var currency)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), owner, deposit, currency, "active", at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with AccountOpened");
        }
        return switch (recorded.event()) {
            case AccountOpened _ -> row;
            case MoneyDeposited deposited -> row.after(recorded, deposited.balance(), row.status());
            case MoneyWithdrawn withdrawn -> row.after(recorded, withdrawn.balance(), row.status());
            case AccountClosed() -> row.after(recorded, row.balance(), "closed");
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(Lookup.by("owner", Row::owner));
    }
}
