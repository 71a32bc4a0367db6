package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.access.Caller;
import io.daybook.kernel.access.RowAccess;
import io.daybook.kernel.access.StreamAccess;
import io.daybook.kernel.decide.Category;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import java.util.List;

/**
 * What callers may do and see, by the rules that a catalog lists:
 *
 * <pre>{@code
 * private final AccessSpec access = AccessSpec.of(new AppCatalog());
 *
 * @Test
 * void a_worker_finishes_its_own_tasks() {
 *     var task = access.stream(Task.CATEGORY, "t1").given(new TaskAdded("Write the report", "ada"));
 *     task.by(Caller.of("ada", "worker")).permits(new Finish());
 *     task.by(Caller.of("bob", "worker")).refuses(new Finish()).hidesHistory();
 *     access.rows("tasks", TaskView.Row.class)
 *             .by(Caller.of("ada", "worker"))
 *             .shows(row)
 *             .lists("assignee", "ada")
 *             .refusesList("assignee", "bob");
 * }
 * }</pre>
 */
public final class AccessSpec {
    private final Catalog catalog;

    private AccessSpec(Catalog catalog) {
        this.catalog = catalog;
    }

    public static AccessSpec of(Catalog catalog) {
        return new AccessSpec(catalog);
    }

    /** @param id of the stream, without its category */
    @SuppressWarnings("unchecked") // The aggregate of a category has its types.
    public <C, S, E> Stream<C, S, E> stream(Category<C, S, E> category, String id) {
        var aggregate = (Aggregate<C, S, E, ?>) catalog.aggregates().stream()
                .filter(one -> one.category().name().equals(category.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the catalog has no aggregate " + category.name()));
        return new Stream<>(category, aggregate.access(), id);
    }

    /** @param rowType of the read model with this collection */
    @SuppressWarnings("unchecked") // The type of the rows is compared.
    public <R> Rows<R> rows(String collection, Class<R> rowType) {
        var readModel = (ReadModel<?, R>) catalog.readModels().stream()
                .filter(one -> one.collection().equals(collection)
                        && one.projection().rowType().equals(rowType))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "the catalog has no read model " + collection + " with rows of " + rowType.getName()));
        return new Rows<>(readModel);
    }

    /** A stream without events, until some are given. */
    public static final class Stream<C, S, E> {
        private final Category<C, S, E> category;
        private final StreamAccess<C, S> access;
        private final String id;

        private Stream(Category<C, S, E> category, StreamAccess<C, S> access, String id) {
            this.category = category;
            this.access = access;
            this.id = id;
        }

        @SafeVarargs
        public final Given<C, S> given(E... events) {
            var state = category.decider().initial();
            for (var event : List.of(events)) {
                state = category.decider().evolve(state, event);
            }
            return new Given<>(access, id, state, events.length > 0);
        }
    }

    /** A history. */
    public static final class Given<C, S> {
        private final StreamAccess<C, S> access;
        private final String id;
        private final S state;
        private final boolean exists;

        private Given(StreamAccess<C, S> access, String id, S state, boolean exists) {
            this.access = access;
            this.id = id;
            this.state = state;
            this.exists = exists;
        }

        public StreamCaller<C, S> by(Caller caller) {
            return new StreamCaller<>(this, caller);
        }
    }

    /** A caller, and a history. */
    public static final class StreamCaller<C, S> {
        private final Given<C, S> given;
        private final Caller caller;

        private StreamCaller(Given<C, S> given, Caller caller) {
            this.given = given;
            this.caller = caller;
        }

        @SafeVarargs
        public final StreamCaller<C, S> permits(C... commands) {
            assertThat(List.of(commands)).as("permitted to %s", caller).allMatch(this::isPermitted);
            return this;
        }

        @SafeVarargs
        public final StreamCaller<C, S> refuses(C... commands) {
            assertThat(List.of(commands)).as("refused to %s", caller).noneMatch(this::isPermitted);
            return this;
        }

        public StreamCaller<C, S> showsHistory() {
            assertThat(isShown()).as("the history is shown to %s", caller).isTrue();
            return this;
        }

        public StreamCaller<C, S> hidesHistory() {
            assertThat(isShown()).as("the history is shown to %s", caller).isFalse();
            return this;
        }

        private boolean isPermitted(C command) {
            return caller.may(() -> given.access.permits(caller, command, given.id, given.state));
        }

        private boolean isShown() {
            return caller.may(() -> given.exists && given.access.shows(caller, given.id, given.state));
        }
    }

    /** The rows of one read model. */
    public static final class Rows<R> {
        private final ReadModel<?, R> readModel;

        private Rows(ReadModel<?, R> readModel) {
            this.readModel = readModel;
        }

        public RowCaller<R> by(Caller caller) {
            return new RowCaller<>(readModel, caller);
        }
    }

    /** A caller, and the rows of one read model. */
    public static final class RowCaller<R> {
        private final ReadModel<?, R> readModel;
        private final RowAccess<R> access;
        private final Caller caller;

        private RowCaller(ReadModel<?, R> readModel, Caller caller) {
            this.readModel = readModel;
            this.access = readModel.access();
            this.caller = caller;
        }

        @SafeVarargs
        public final RowCaller<R> shows(R... rows) {
            assertThat(List.of(rows)).as("shown to %s", caller).allMatch(row -> access.shows(caller, row));
            return this;
        }

        @SafeVarargs
        public final RowCaller<R> hides(R... rows) {
            assertThat(List.of(rows)).as("hidden from %s", caller).noneMatch(row -> access.shows(caller, row));
            return this;
        }

        /** Expects that the caller may ask for the list by this value of a lookup. */
        public RowCaller<R> lists(String lookup, String value) {
            assertThat(isListed(lookup, value))
                    .as("%s lists by %s", caller, lookup)
                    .isTrue();
            return this;
        }

        public RowCaller<R> refusesList(String lookup, String value) {
            assertThat(isListed(lookup, value))
                    .as("%s lists by %s", caller, lookup)
                    .isFalse();
            return this;
        }

        private boolean isListed(String lookup, String value) {
            assertThat(readModel.projection().lookups())
                    .as("lookups of %s", readModel.collection())
                    .anyMatch(one -> one.parameter().name().equals(lookup));
            return access.lists(caller, lookup, value);
        }
    }
}
