package io.daybook.kernel.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.project.History.Lookback;
import io.daybook.kernel.store.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a look back goes along a stream of six commits of two events, where it may fold five. */
class HistoryTest {
    private final EventStore store = new MemoryEventStore();
    private final StreamName stream = Notes.newStream();

    @Test
    void a_state_is_seen_up_to_the_last_commit_that_may_be_folded_and_no_further() {
        var history = bounded(new WalkBounds(5, Long.MAX_VALUE));
        assertThat(seen(history.asOf(stream, new AsOf.Version(10)))).isEqualTo("10");
        assertThat(seen(history.asOf(stream, new AsOf.Version(11)))).isEqualTo("too long");
        assertThat(seen(history.asOf(stream, new AsOf.Version(99)))).isEqualTo("too long");
        assertThat(seen(history.asOf(stream, new AsOf.Time(Commits.AT)))).isEqualTo("too long");
        assertThat(seen(history.asOf(stream, new AsOf.Time(Commits.AT.minusMillis(1)))))
                .isEqualTo("absent");
        assertThat(seen(history.asOf(stream, new AsOf.Latest()))).isEqualTo("too long");
        assertThat(seen(history.asOf(Notes.newStream(), new AsOf.Latest()))).isEqualTo("absent");
    }

    /** What the last event of a page is followed by must not be folded to say that there is more. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, 99, '10 steps'",
        "9, 11, 1, '1 steps and more'",
        "9, 11, 2, '2 steps and more'",
        "9, 12, 99, '2 steps and more'",
        "10, 99, 99, '1 steps and more'",
        "11, 12, 1, too long",
        "99, 99, 1, too long"
    })
    void a_replay_ends_behind_the_last_commit_that_may_be_folded(long from, long to, int stepsMax, String expected) {
        var history = bounded(new WalkBounds(5, Long.MAX_VALUE));
        assertThat(steps(history.replay(stream, from, to, stepsMax))).isEqualTo(expected);
    }

    /** Each event is {@code {"text":"a"}}, 12 bytes. */
    @Test
    void the_bytes_of_the_events_count_too() {
        assertThat(seen(bounded(new WalkBounds(99, 144)).asOf(stream, new AsOf.Latest())))
                .isEqualTo("12");
        var shorter = bounded(new WalkBounds(99, 143));
        assertThat(seen(shorter.asOf(stream, new AsOf.Latest()))).isEqualTo("too long");
        assertThat(seen(shorter.asOf(stream, new AsOf.Version(10)))).isEqualTo("10");
    }

    private History<Notes.Event, Notes.Note> bounded(WalkBounds bounds) {
        if (store.last(stream).isEmpty()) {
            for (int commit = 0; commit < 6; commit++) {
                Notes.append(store, stream, new Notes.Event.Written("a"), new Notes.Event.Written("a"));
            }
        }
        return new History<>(new Notes.View("view"), Notes.EVENTS, store, bounds);
    }

    /** How many events the row has seen. */
    private static String seen(Lookback<History.Step<Notes.Note>> past) {
        return switch (past) {
            case Lookback.Seen(var step) ->
                step.row() == null ? "no row" : "" + step.row().events();
            case Lookback.Absent() -> "absent";
            case Lookback.TooLong() -> "too long";
        };
    }

    private static String steps(Lookback<History.Replay<Notes.Note>> past) {
        return switch (past) {
            case Lookback.Seen(var replay) -> replay.steps().size() + " steps" + (replay.hasMore() ? " and more" : "");
            case Lookback.Absent() -> "absent";
            case Lookback.TooLong() -> "too long";
        };
    }
}
