package io.daybook.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaStep;
import io.daybook.kernel.saga.StateUpcaster;
import io.daybook.kernel.saga.Trigger;
import io.daybook.models.counter.Counter;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A saga that could not read what its former releases saved does not start. */
class VersionCheckTest {
    record State(String id) {}

    private record Watch(int version, List<StateUpcaster> upcasters) implements Saga<State> {
        @Override
        public String name() {
            return "watch";
        }

        @Override
        public List<Category<?, ?, ?>> follows() {
            return List.of(Counter.CATEGORY);
        }

        @Override
        public Correlation correlate(Recorded<?> recorded) {
            return new Correlation.None();
        }

        @Override
        public Class<State> stateType() {
            return State.class;
        }

        @Override
        public State initial(String id) {
            return new State(id);
        }

        @Override
        public SagaStep<State> react(State state, Trigger trigger, int pending) {
            return SagaStep.of(state);
        }

        @Override
        public String step(State state) {
            return "watching";
        }

        @Override
        public boolean isComplete(State state) {
            return false;
        }
    }

    private record Rows(int version) implements Projection<Counter.Event, State> {
        @Override
        public String name() {
            return "rows";
        }

        @Override
        public Category<?, ?, Counter.Event> follows() {
            return Counter.CATEGORY;
        }

        @Override
        public Class<State> rowType() {
            return State.class;
        }

        @Override
        public State evolve(@Nullable State row, Recorded<Counter.Event> recorded) {
            return new State("");
        }
    }

    private record Sketch(List<Saga<?>> sagas, List<ReadModel<?, ?>> readModels) implements Catalog {
        @Override
        public List<Aggregate<?, ?, ?, ?>> aggregates() {
            return List.of();
        }
    }

    private static List<String> defects(int version, Integer... from) {
        var upcasters = List.of(from).stream().map(StateUpcaster::unchanged).toList();
        return VersionCheck.defects(new Sketch(List.of(new Watch(version, upcasters)), List.of()));
    }

    @Test
    void a_chain_from_the_first_version_to_this_one_has_no_defect() {
        assertThat(defects(1)).isEmpty();
        assertThat(defects(3, 2, 1)).isEmpty();
        assertThat(CatalogCheck.defects(new Sketch(List.of(new Watch(2, List.of())), List.of())))
                .containsAll(defects(2));
    }

    @Test
    void each_gap_is_said_in_a_line() {
        assertThat(defects(4, 2))
                .containsExactly(
                        "the saga 'watch' has the version 4, but no upcaster reads the states of version 1: add one,"
                                + " StateUpcaster.unchanged(1) where the next version only has more nullable"
                                + " components, or fewer components",
                        "the saga 'watch' has the version 4, but no upcaster reads the states of version 3: add one,"
                                + " StateUpcaster.unchanged(3) where the next version only has more nullable"
                                + " components, or fewer components");
    }

    @Test
    void doubles_and_upcasters_of_versions_that_are_not_former_ones_are_said() {
        assertThat(defects(2, 1, 1, 2, 0))
                .containsExactly(
                        "two upcasters of the saga 'watch' read version 1: leave one out",
                        "an upcaster of the saga 'watch' reads version 2, which is not one before its version 2: raise"
                                + " the saga's version, or leave the upcaster out",
                        "an upcaster of the saga 'watch' reads version 0, which is not one before its version 2: raise"
                                + " the saga's version, or leave the upcaster out");
    }

    @Test
    void versions_count_from_one() {
        assertThat(VersionCheck.defects(
                        new Sketch(List.of(new Watch(0, List.of())), List.of(new ReadModel<>("rows", new Rows(0))))))
                .containsExactly(
                        "the projection 'rows' has the version 0: count from 1",
                        "the saga 'watch' has the version 0: count from 1");
    }
}
