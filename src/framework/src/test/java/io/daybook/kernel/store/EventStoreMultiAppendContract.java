package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event store does with several streams at once: all of it or nothing. */
public abstract class EventStoreMultiAppendContract {
    private final StreamName stream = newStream();
    private final StreamName other = newStream();

    protected abstract EventStore store();

    @Test
    void several_streams_are_appended_to_together() {
        append(stream, 1, 2);
        var appends = List.of(expecting(stream, 2, 1), expecting(other, 0, 2));
        var expected = List.of(commitOf(appends.get(0)), commitOf(appends.get(1)));
        assertThat(store().appendAll(appends)).isEqualTo(new MultiAppendResult.Appended(expected));
        assertThat(store().last(stream)).contains(expected.get(0));
        assertThat(store().last(other)).contains(expected.get(1));
    }

    @Test
    void one_stale_stream_keeps_all_from_being_appended_to() {
        var winner = append(other, 1, 2);
        var appends = List.of(expecting(stream, 0, 1), expecting(other, 0, 1));
        assertThat(store().appendAll(appends)).isEqualTo(new MultiAppendResult.Conflict(other, winner));
        assertThat(store().last(stream)).isEmpty();
        assertThat(store().last(other)).contains(winner);
    }

    @Test
    void one_stream_that_ends_too_early_keeps_all_from_being_appended_to() {
        var appends = List.of(expecting(stream, 0, 1), expecting(other, 1, 1));
        assertThat(store().appendAll(appends)).isEqualTo(new MultiAppendResult.Conflict(other, null));
        assertThat(store().last(stream)).isEmpty();
    }

    @Test
    void an_append_to_several_streams_that_is_repeated_is_a_duplicate() {
        var appends = List.of(expecting(stream, 0, 1, "c1"), expecting(other, 0, 2, "c1"));
        store().appendAll(appends);
        var stored = List.of(commitOf(appends.get(0)), commitOf(appends.get(1)));
        assertThat(store().appendAll(appends)).isEqualTo(new MultiAppendResult.Duplicate(stored));
        append(other, 3, 1);
        assertThat(store().appendAll(appends)).isEqualTo(new MultiAppendResult.Duplicate(stored));
    }

    @Test
    void an_append_that_was_made_in_part_conflicts_with_that_part() {
        var part = expecting(other, 0, 1, "c1");
        store().append(part);
        assertThat(store().appendAll(List.of(expecting(stream, 0, 1, "c1"), part)))
                .isEqualTo(new MultiAppendResult.Conflict(other, commitOf(part)));
        assertThat(store().last(stream)).isEmpty();
    }

    @Test
    void of_appends_to_crossing_streams_exactly_one_wins() {
        var results = Race.of(8, runner -> {
            var appends = List.of(expecting(stream, 0, 1), expecting(other, 0, 1));
            return store().appendAll(runner % 2 == 0 ? appends : appends.reversed());
        });
        assertThat(results.stream().filter(MultiAppendResult.Appended.class::isInstance))
                .hasSize(1);
        var first = store().last(stream).orElseThrow();
        assertThat(results).contains(new MultiAppendResult.Conflict(stream, first));
        assertThat(first.lastVersion()).isEqualTo(1);
        assertThat(store().last(other).orElseThrow().lastVersion()).isEqualTo(1);
    }

    @Test
    void one_append_to_several_streams_sent_eight_times_at_once_is_made_once() {
        var results = Race.of(
                8, runner -> store().appendAll(List.of(expecting(stream, 0, 1, "c1"), expecting(other, 0, 2, "c1"))));
        var stored =
                List.of(store().last(stream).orElseThrow(), store().last(other).orElseThrow());
        assertThat(results).containsOnlyOnce(new MultiAppendResult.Appended(stored));
        assertThat(results)
                .allMatch(result -> result.equals(new MultiAppendResult.Appended(stored))
                        || result.equals(new MultiAppendResult.Duplicate(stored))
                        || result instanceof MultiAppendResult.Contended);
    }

    @Test
    void an_append_to_several_streams_names_each_once_and_not_too_many() {
        var one = expecting(stream, 0, 1);
        var many = IntStream.rangeClosed(0, EventStore.APPEND_ALL_MAX)
                .mapToObj(i -> expecting(newStream(), 0, 1))
                .toList();
        assertThatThrownBy(() -> store().appendAll(List.of(one, one))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().appendAll(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().appendAll(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void as_many_streams_as_are_allowed_are_appended_to_together() {
        var appends = IntStream.range(0, EventStore.APPEND_ALL_MAX)
                .mapToObj(i -> expecting(newStream(), 0, 1))
                .toList();
        assertThat(store().appendAll(appends)).isInstanceOf(MultiAppendResult.Appended.class);
    }

    private Commit append(StreamName to, long firstVersion, int events) {
        var commit = commit(to, firstVersion, events);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        return commit;
    }

    private static Commit commitOf(ExpectedAppend append) {
        return new Commit(append.stream(), append.expectedVersion() + 1, append.events(), append.metadata());
    }
}
