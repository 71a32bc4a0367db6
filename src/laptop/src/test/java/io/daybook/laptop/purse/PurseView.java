package io.daybook.laptop.purse;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.laptop.purse.PurseEvent.*;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row for each purse: who owns it and what it holds. */
public final class PurseView implements Projection<PurseEvent, PurseView.Row> {
    /**
     * @param status {@code open} or {@code closed}
     * @param version of the stream that the row reflects
     */
    public record Row(
            String purseId,
            String owner,
            long balance,
            String currency,
            String status,
            Instant openedAt,
            Instant lastUpdated,
            long version) {
        private Row after(Recorded<PurseEvent> recorded, long newBalance, String newStatus) {
            var at = recorded.metadata().at();
            return new Row(purseId, owner, newBalance, currency, newStatus, openedAt, at, recorded.version());
        }
    }

    @Override
    public String name() {
        return "purses";
    }

    @Override
    public Category<?, ?, PurseEvent> follows() {
        return Purse.CATEGORY;
    }

    @Override
    public Class<Row> rowType() {
        return Row.class;
    }

    @Override
    public @Nullable Row evolve(@Nullable Row row, Recorded<PurseEvent> recorded) {
        if (recorded.event() instanceof PurseOpened(var owner, var amount, var currency)) {
            var at = recorded.metadata().at();
            return new Row(recorded.stream().id(), owner, amount, currency, "open", at, at, recorded.version());
        }
        if (row == null) {
            throw new IllegalStateException(recorded.stream() + " does not begin with PurseOpened");
        }
        return switch (recorded.event()) {
            case PurseOpened _ -> row;
            case CoinsPut put -> row.after(recorded, put.balance(), row.status());
            case CoinsTaken taken -> row.after(recorded, taken.balance(), row.status());
            case PurseClosed() -> row.after(recorded, row.balance(), "closed");
        };
    }

    @Override
    public List<Lookup<Row>> lookups() {
        return List.of(Lookup.by("owner", Row::owner));
    }
}
