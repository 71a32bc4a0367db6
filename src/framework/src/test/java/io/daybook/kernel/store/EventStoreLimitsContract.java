package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.event;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.metadata;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every event store keeps whole, up to its limits, and what it refuses beyond them. */
public abstract class EventStoreLimitsContract {
    private final StreamName stream = newStream();

    protected abstract EventStore store();

    @Test
    void a_commit_of_many_events_of_many_types_is_read_back_equal() {
        var events = IntStream.rangeClosed(1, 250)
                .mapToObj(n -> new EncodedEvent("id-" + n, "Type" + n % 150, n, "{\"n\":" + n + "}"))
                .toList();
        var commit = Commits.commit(stream, 1, events, metadata("c1"));
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(store().readForward(stream, 250, 1).commits()).containsExactly(commit);
    }

    @Test
    void names_and_ids_are_kept_however_long_and_odd_they_are() {
        var odd = "\"\\\u0001 é\uD83D\uDE00" + "x".repeat(300);
        var metadata = new EventMetadata("c" + odd, "k" + odd, "u" + odd, "", Instant.EPOCH, Commits.RELEASE);
        var events = List.of(
                new EncodedEvent("i" + odd, "t" + odd, Integer.MAX_VALUE, "{}"),
                new EncodedEvent("i" + odd, "t" + odd + "2", 1, "{}"));
        var commit = Commits.commit(stream, 1, events, metadata);
        store().append(Append.of(commit));
        assertThat(store().last(stream)).contains(commit);
    }

    @Test
    void times_before_1970_and_far_ahead_are_kept() {
        var early = Commits.commit(stream, 1, Commits.events(1), metadata("c1").at(Instant.ofEpochMilli(-1)));
        var late = Commits.commit(
                stream, 2, Commits.events(1), metadata("c2").at(Instant.parse("9999-12-31T23:59:59.999Z")));
        store().append(Append.of(early));
        store().append(Append.of(late));
        assertThat(store().readForward(stream, 1, 10).commits()).containsExactly(early, late);
    }

    /** Around what an int, and what a double, can tell apart. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 31, (1L << 32) + 7, (1L << 53) + 1, Long.MAX_VALUE - 9})
    void versions_are_long_numbers(long version) {
        var commit = commit(stream, version, 2);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(store().append(Append.of(commit(stream, version, 1)))).isEqualTo(new AppendResult.Conflict(commit));
        assertThat(store().append(expecting(stream, version + 2, 1))).isEqualTo(new AppendResult.Conflict(null));
        var append = expecting(stream, version + 1, 1);
        var next = Commits.after(commit.hash(), append);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(next));
        assertThat(store().append(append)).isEqualTo(new AppendResult.Duplicate(next));
        assertThat(store().last(stream)).contains(next);
        assertThat(store().readAfter(stream, version - 1, 10).commits()).containsExactly(commit, next);
        assertThat(store().readAfter(stream, version + 1, 10).commits()).containsExactly(next);
        assertThat(store().readForward(stream, version + 1, 10).commits()).containsExactly(commit, next);
        assertThat(store().readBackward(stream, version + 1, 10).commits()).containsExactly(commit);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, 1L << 32, (1L << 32) * 3, Long.MAX_VALUE - 3})
    void an_expected_version_is_a_long_number(long beyond) {
        store().append(Append.of(commit(stream, 1, 3)));
        var append = expecting(stream, 3 + beyond, 1);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Conflict(null));
        assertThat(store().last(stream).orElseThrow().lastVersion()).isEqualTo(3);
    }

    @Test
    void the_last_page_has_no_more() {
        store().append(Append.of(commit(stream, 1, 2)));
        var last = commit(stream, 3, 1);
        store().append(Append.of(last));
        assertThat(store().readForward(stream, 1, 10).hasMore()).isFalse();
        assertThat(store().readForward(stream, 2, 10).hasMore()).isFalse();
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 10).hasMore()).isFalse();
        assertThat(store().readBackward(stream, 99, 1).commits()).containsExactly(last);
        assertThat(store().readAfter(stream, 2, 10)).isEqualTo(new CommitPage(List.of(last), false));
    }

    @Test
    void a_read_begins_with_a_version_that_there_can_be() {
        assertThatThrownBy(() -> store().readForward(stream, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().readForward(stream, -1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a read begins at a version from 1 on, not -1");
        assertThatThrownBy(() -> store().readBackward(stream, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().readAfter(stream, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, EventStore.PAGE_COMMITS_MAX + 1})
    void a_page_has_a_size_within_the_limit_in_each_direction(int size) {
        assertThatThrownBy(() -> store().readForward(stream, 1, size)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().readBackward(stream, 1, size)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().readAfter(stream, 0, size)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_event_that_is_too_large_is_refused_and_nothing_is_written() {
        var largest = text(AppendLimits.EVENT_BYTES_MAX);
        var tooLarge = text(AppendLimits.EVENT_BYTES_MAX + 1);
        assertTooLarge(List.of(event("{}"), tooLarge));
        assertThat(store().append(new ExpectedAppend(stream, 0, List.of(largest), metadata("c1"))))
                .isInstanceOf(AppendResult.Appended.class);
    }

    @Test
    void a_commit_that_is_too_large_is_refused_and_nothing_is_written() {
        assertTooLarge(List.of(text(AppendLimits.COMMIT_BYTES_MAX / 2), text(AppendLimits.COMMIT_BYTES_MAX / 2)));
    }

    private void assertTooLarge(List<EncodedEvent> events) {
        var commit = Commits.commit(stream, 1, events, metadata("c1"));
        var expecting = new ExpectedAppend(stream, 0, events, metadata("c1"));
        assertThatThrownBy(() -> store().append(Append.of(commit))).isInstanceOf(CommitTooLargeException.class);
        assertThatThrownBy(() -> store().append(expecting)).isInstanceOf(CommitTooLargeException.class);
        assertThat(store().last(stream)).isEmpty();
    }

    private static EncodedEvent text(int bytes) {
        return event("{\"t\":\"" + "x".repeat(bytes - "{\"t\":\"\"}".length()) + "\"}");
    }
}
