package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.MultiStreamProjection;
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
    private record Last() implements MultiStreamProjection<Event, Sum> {
        @Override
        public String name() {
            return "last";
        }

        @Override
        public Map<String, Sum> shares(Recorded<Event> recorded) {
            return new Notes.Sums().shares(recorded);
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            return other;
        }
    }

    @Test
    void a_row_with_its_keys_and_entries() {
        view.given(new Written("hello"), new Tagged(List.of("a", "b")))
                .then(new Note("hello", List.of("a", "b"), 2))
                .thenKeys(IndexKey.of("lookup", "text", "hello"))
                .thenEntries(IndexKey.of("lookup", "tag", "a"), IndexKey.of("lookup", "tag", "b"));
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
        assertThatThrownBy(given::thenKeys).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> given.thenEntries(IndexKey.of("lookup", "tag", "a")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void rows_of_many_streams() {
        MultiStreamSpec.of(new Notes.Sums())
                .given("note-n1", new Counted(List.of("a", "b"), 2), new Seen())
                .given("note-n2", new Counted(List.of("b"), 5))
                .then(Map.of("a", new Sum(2, 1), "b", new Sum(7, 2)));
    }

    @Test
    void rows_that_depend_on_the_order_of_streams_fail() {
        var last = MultiStreamSpec.of(new Last())
                .given("note-n1", new Counted(List.of("a"), 2))
                .given("note-n2", new Counted(List.of("a"), 5));
        assertThatThrownBy(() -> last.then(Map.of("a", new Sum(5, 1))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed");
    }
}
