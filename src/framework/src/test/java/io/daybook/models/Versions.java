package io.daybook.models;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.Wallet;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.CoinsFilled;
import io.daybook.models.wallet.WalletEvent.WalletOpened;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An application in the course of its releases: the same projection and the same tally, in one version or another. */
public record Versions(int version, boolean listsFormer) implements Catalog {
    /** A row of version 1: how many events there were, and how often the wallet was filled. */
    public record First(String walletId, int events, int fillings) {}

    /** A row of version 2, which has lost a field, gained two and renamed one. */
    public record Second(String id, int events, String owner, List<String> lastThree) {}

    /** A row of version 3, which has fields that may be null. */
    public record Third(String id, int events, @Nullable Integer half) {}

    /** How many rows a day has, weighed by the version. */
    public record Day(String day, int weight) {}

    /** What no version can apply: a wallet that is filled with so much. */
    public static final Coins POISON = Coins.parse("13");

    private static boolean isFilling(Recorded<WalletEvent> recorded) {
        if (recorded.event() instanceof CoinsFilled(var amount, var _)) {
            if (amount.equals(POISON)) {
                throw new IllegalStateException("so many coins bring bad luck");
            }
            return true;
        }
        return false;
    }

    public static Projection<WalletEvent, ?> view(int version) {
        return switch (version) {
            case 1 -> new ViewOne();
            case 2 -> new ViewTwo();
            default -> new ViewThree();
        };
    }

    private abstract static class View<R> implements Projection<WalletEvent, R> {
        @Override
        public String name() {
            return "versions";
        }

        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }
    }

    private static final class ViewOne extends View<First> {
        @Override
        public Class<First> rowType() {
            return First.class;
        }

        @Override
        public First evolve(@Nullable First row, Recorded<WalletEvent> recorded) {
            var before = row == null ? new First(recorded.stream().id(), 0, 0) : row;
            int more = isFilling(recorded) ? 1 : 0;
            return new First(before.walletId(), before.events() + 1, before.fillings() + more);
        }

        @Override
        public List<Lookup<First>> lookups() {
            return List.of(Lookup.by("fillings", row -> Integer.toString(row.fillings())));
        }
    }

    private static final class ViewTwo extends View<Second> {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public Class<Second> rowType() {
            return Second.class;
        }

        @Override
        public Second evolve(@Nullable Second row, Recorded<WalletEvent> recorded) {
            var _ = isFilling(recorded);
            var before = row == null ? new Second(recorded.stream().id(), 0, "", List.of()) : row;
            var owner = recorded.event() instanceof WalletOpened opened ? opened.owner() : before.owner();
            var last = new ArrayList<>(before.lastThree());
            last.add(recorded.event().getClass().getSimpleName());
            return new Second(
                    before.id(),
                    before.events() + 1,
                    owner,
                    List.copyOf(last.subList(Math.max(0, last.size() - 3), last.size())));
        }

        @Override
        public List<Lookup<Second>> lookups() {
            return List.of(Lookup.by("owner", Second::owner), Lookup.byEach("did", Second::lastThree));
        }
    }

    private static final class ViewThree extends View<Third> {
        @Override
        public int version() {
            return 3;
        }

        @Override
        public Class<Third> rowType() {
            return Third.class;
        }

        @Override
        public Third evolve(@Nullable Third row, Recorded<WalletEvent> recorded) {
            var _ = isFilling(recorded);
            int events = row == null ? 1 : row.events() + 1;
            return new Third(recorded.stream().id(), events, events % 2 == 0 ? events / 2 : null);
        }
    }

    /** Counts each event as often as the version says. */
    public record Weights(int version) implements Tally<WalletEvent, Day> {
        @Override
        public String name() {
            return "weights";
        }

        @Override
        public Category<?, ?, WalletEvent> follows() {
            return Wallet.CATEGORY;
        }

        @Override
        public Class<Day> rowType() {
            return Day.class;
        }

        @Override
        public Map<TallyKey, Day> shares(Recorded<WalletEvent> recorded) {
            var _ = isFilling(recorded);
            var key = TallyKey.of(recorded, "");
            return Map.of(key, new Day(key.day().toString(), version));
        }

        @Override
        public Day merge(Day one, Day other) {
            return new Day(one.day(), one.weight() + other.weight());
        }
    }

    @Override
    public List<Aggregate<?, ?, ?, ?>> aggregates() {
        return new ModelCatalog().aggregates();
    }

    private static ReadModel<?, ?> readModel(int version) {
        return new ReadModel<>("versions", view(version));
    }

    @Override
    public List<ReadModel<?, ?>> readModels() {
        return List.of(
                listsFormer && version > 1 ? readModel(version).replacing(readModel(version - 1)) : readModel(version));
    }

    @Override
    public List<TallyModel<?, ?>> tallies() {
        var present = new TallyModel<>("weights", new Weights(version));
        return List.of(
                listsFormer && version > 1
                        ? present.replacing(new TallyModel<>("weights", new Weights(version - 1)))
                        : present);
    }

    @Override
    public List<ScalarType<?>> scalars() {
        return new ModelCatalog().scalars();
    }
}
