package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.tally.Tally;
import io.daybook.kernel.tally.TallyKey;
import io.daybook.testing.Notes.Event;
import io.daybook.testing.Notes.Event.*;
import io.daybook.testing.Notes.Note;
import io.daybook.testing.Notes.Sum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How projections are tested, and that the kits see what is wrong. */
final class ProjectionSpecsTest {
    private final ViewSpec<Event, Note> view = new ViewSpec<>(new Notes.View(), "note-n1");

    /** Keeps what came last, which depends on who comes last. */
    private record Last() implements Tally<Event, Sum> {
        @Override
        public String name() {
            return "last";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return new Notes.Sums().follows();
        }

        @Override
        public Class<Sum> rowType() {
            return Sum.class;
        }

        @Override
        public Map<TallyKey, Sum> shares(Recorded<Event> recorded) {
            return new Notes.Sums().shares(recorded);
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return other;
        }
    }

    @Test
    void a_row_and_what_it_is_found_by() {
        view.given(new Written("hello"), new Tagged(List.of("a", "b")))
                .then(new Note("hello", List.of("a", "b"), 2))
                .thenFoundBy("text", "hello")
                .thenSortedBy("text", "002")
                .thenFoundBy("tag", "a", "b");
    }

    @Test
    void a_row_that_is_deleted() {
        view.given(new Written("hello"), new Erased()).thenNothing();
    }

    @Test
    void a_wrong_row_fails() {
        var given = view.given(new Written("hello"));
        assertThatThrownBy(() -> given.then(new Note("goodbye", List.of(), 1))).isInstanceOf(AssertionError.class);
        assertThatThrownBy(given::thenNothing).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenFoundBy("text")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenFoundBy("tag", "a")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenFoundBy("author", "Ada")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenSortedBy("text", "002")).isInstanceOf(AssertionError.class);
    }

    @Test
    void the_rows_of_a_tally() {
        TallySpec.of(new Notes.Sums())
                .given("note-n1", new Counted(List.of("a", "b"), 2), new Seen())
                .given("note-n2", new Counted(List.of("b"), 5))
                .then(Map.of("1970-01-01#a", new Sum(2, 1), "1970-01-01#b", new Sum(7, 2)));
    }

    @Test
    void rows_that_depend_on_the_order_of_streams_fail() {
        var last = TallySpec.of(new Last())
                .given("note-n1", new Counted(List.of("a"), 2))
                .given("note-n2", new Counted(List.of("a"), 5));
        assertThatThrownBy(() -> last.then(Map.of("1970-01-01#a", new Sum(5, 1))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed");
    }
}
