package io.daybook.testing.schema;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.ScalarType;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Catalogs of one projection, tally or saga each, of any row or state and version. */
final class Tides {
    private static final Category<Object, Object, Object> CATEGORY =
            new Category<>("tide", new NoRules(), List.of(), EventTypes.of(), Object.class, 1);

    private Tides() {}

    /** A value that is written as text. */
    record Height(String metres) {}

    static final List<ScalarType<?>> SCALARS = List.of(new ScalarType<>(Height.class, Height::new, Height::metres));

    record Listed(
            @Override List<ReadModel<?, ?>> readModels,
            @Override List<TallyModel<?, ?>> tallies,
            @Override List<Saga<?>> sagas)
            implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return List.of();
        }

        @Override
        public List<ScalarType<?>> scalars() {
            return SCALARS;
        }
    }

    static <R> Catalog rows(Class<R> type, int version, List<Lookup<R>> lookups) {
        return new Listed(List.of(new ReadModel<>("tides", new Rows<>(type, version, lookups))), List.of(), List.of());
    }

    static Catalog sums(Class<?> type, int version, boolean spread) {
        return new Listed(List.of(), List.of(new TallyModel<>("sums", new Sums<>(type, version, spread))), List.of());
    }

    static Catalog watch(Class<?> type, int version) {
        return new Listed(List.of(), List.of(), List.of(new Watch<>(type, version)));
    }

    private static final class NoRules implements Decider<Object, Object, Object> {
        @Override
        public Object initial() {
            return "";
        }

        @Override
        public Decision<Object> decide(Object command, Object state) {
            return Decision.accept();
        }

        @Override
        public Object evolve(Object state, Object event) {
            return state;
        }
    }

    private record Rows<R>(Class<R> rowType, int version, List<Lookup<R>> lookups) implements Projection<Object, R> {
        @Override
        public String name() {
            return "tides";
        }

        @Override
        public Category<?, ?, Object> follows() {
            return CATEGORY;
        }

        @Override
        public @Nullable R evolve(@Nullable R row, Recorded<Object> recorded) {
            return row;
        }
    }

    private record Sums<R>(Class<R> rowType, int version, boolean spread) implements Tally<Object, R> {
        @Override
        public String name() {
            return "sums";
        }

        @Override
        public Category<?, ?, Object> follows() {
            return CATEGORY;
        }

        @Override
        public Map<TallyKey, R> shares(Recorded<Object> recorded) {
            return Map.of();
        }

        @Override
        public R merge(R one, R other) {
            return one;
        }
    }

    private record Watch<S>(Class<S> stateType, int version) implements Saga<S> {
        @Override
        public String name() {
            return "watch";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(CATEGORY);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            return new Correlation.None();
        }

        @Override
        public S initial(String id) {
            throw new IllegalStateException("nothing starts it");
        }

        @Override
        public SagaStep<S> react(S state, Trigger trigger, int pending) {
            return SagaStep.of(state);
        }

        @Override
        public String step(S state) {
            return "watching";
        }

        @Override
        public boolean isComplete(S state) {
            return false;
        }
    }
}
