package io.daybook.models;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.ScalarType;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.MultiStreamProjection;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.project.ReadTables;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.CoinsFilled;
import io.daybook.models.wallet.WalletEvent.WalletOpened;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.Tally;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        public @Nullable Row evolve(@Nullable Row row, Recorded<WalletEvent> recorded) {
            int before = row == null ? 0 : row.fillings();
            int more = recorded.event() instanceof CoinsFilled ? 1 : 0;
            return new Row(recorded.stream().id(), before + more);
        }

        @Override
        public List<IndexKey> keys(Row row) {
            return List.of(IndexKey.of("lookup", Integer.toString(row.fillings()), ""));
        }

        @Override
        public List<Lookup> lookups() {
            return List.of(Lookup.exact("fillings", "lookup"));
        }
    }

    /** The same by day. */
    public static final class FillingsByDay implements MultiStreamProjection<WalletEvent, FillingsByDay.Row> {
        public record Row(String day, int fillings) {}

        @Override
        public String name() {
            return "fillings-by-day";
        }

        @Override
        public Map<String, Row> shares(Recorded<WalletEvent> recorded) {
            var day = recorded.metadata().at().toString().substring(0, 10);
            return recorded.event() instanceof CoinsFilled ? Map.of(day, new Row(day, 1)) : Map.of();
        }

        @Override
        public Row merge(Row one, Row other) {
            return new Row(one.day(), one.fillings() + other.fillings());
        }

        @Override
        public List<IndexKey> keys(Row row) {
            return List.of(IndexKey.ofDay("lookup", row.day(), ""));
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
        public @Nullable Row evolve(@Nullable Row row, Recorded<WalletEvent> recorded) {
            return recorded.event() instanceof WalletOpened opened
                    ? new Row(recorded.stream().id(), opened.owner())
                    : row;
        }

        @Override
        public Set<IndexKey> entries(Row row) {
            return Stream.of(row.owner().split(" "))
                    .map(name -> IndexKey.ofWord("lookup", name))
                    .collect(Collectors.toSet());
        }

        @Override
        public List<Lookup> lookups() {
            return List.of(new Lookup("name", "lookup", Lookup.Match.PREFIX, UnaryOperator.identity()));
        }
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return new ModelCatalog().aggregates();
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(
                new ReadModel<>("fillings", Wallet.CATEGORY, new Fillings(), Fillings.Row.class),
                new ReadModel<>("owners", Wallet.CATEGORY, new Owners(), Owners.Row.class));
    }

    @Override
    public List<Tally<?, ?>> tallies() {
        return List.of(new Tally<>(
                "fillings", ReadTables.SHARED, Wallet.CATEGORY, new FillingsByDay(), FillingsByDay.Row.class));
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return new ModelCatalog().scalars();
    }
}
