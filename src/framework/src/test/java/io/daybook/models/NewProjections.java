package io.daybook.models;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.CoinsFilled;
import io.daybook.models.wallet.WalletEvent.WalletOpened;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The aggregates of {@link ModelCatalog} with other projections, all of them in the table that is shared. */
public final class NewProjections implements Catalog {
    /** How often money came in. */
    public static final class Fillings implements Projection<WalletEvent, Fillings.Row> {
        public record Row(String walletId, int fillings) {}

        @Override
        public String name() {
            return "fillings";
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
            int before = row == null ? 0 : row.fillings();
            int more = recorded.event() instanceof CoinsFilled ? 1 : 0;
            return new Row(recorded.stream().id(), before + more);
        }

        @Override
        public List<Lookup<Row>> lookups() {
            return List.of(
                    Lookup.by("fillings", row -> Integer.toString(row.fillings())),
                    Lookup.by("wallet", Row::walletId),
                    Lookup.byEach(
                            "upTo",
                            row -> IntStream.rangeClosed(1, row.fillings())
                                    .mapToObj(Integer::toString)
                                    .toList()));
        }
    }

    /** The same by day. */
    public static final class FillingsByDay implements Tally<WalletEvent, FillingsByDay.Row> {
        public record Row(String day, int fillings) {}

        @Override
        public String name() {
            return "fillings-by-day";
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
        public Map<TallyKey, Row> shares(Recorded<WalletEvent> recorded) {
            var key = TallyKey.of(recorded, "");
            return recorded.event() instanceof CoinsFilled
                    ? Map.of(key, new Row(key.day().toString(), 1))
                    : Map.of();
        }

        @Override
        public Row merge(Row one, Row other) {
            return new Row(one.day(), one.fillings() + other.fillings());
        }
    }

    /** Owners by the beginning of any of their names, as simple as one might write it. */
    public static final class Owners implements Projection<WalletEvent, Owners.Row> {
        public record Row(String walletId, String owner) {}

        @Override
        public String name() {
            return "owners";
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
            return recorded.event() instanceof WalletOpened opened
                    ? new Row(recorded.stream().id(), opened.owner())
                    : row;
        }

        @Override
        public List<Lookup<Row>> lookups() {
            return List.of(Lookup.byWords("name", row -> List.of(row.owner().split(" "))));
        }
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return new ModelCatalog().aggregates();
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(new ReadModel<>("fillings", new Fillings()), new ReadModel<>("owners", new Owners()));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        return List.of(new TallyModel<>("fillings", new FillingsByDay()));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return new ModelCatalog().scalars();
    }
}
