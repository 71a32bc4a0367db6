package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every event store shows of a stream whose commits do not follow each other: what stands before the damage. */
public abstract class EventStoreDamageContract {
    private final StreamName stream = newStream();

    protected abstract EventStore store();

    @Test
    void a_page_ends_before_a_gap_and_the_read_that_goes_on_is_refused() {
        var before = append(1, 2);
        var after = append(5, 1);
        assertThat(store().readForward(stream, 1, 10)).isEqualTo(new CommitPage(List.of(before), true));
        assertThat(store().readForward(stream, 2, 10)).isEqualTo(new CommitPage(List.of(before), true));
        assertThat(store().readAfter(stream, 0, 10)).isEqualTo(new CommitPage(List.of(before), true));
        assertThat(store().readBackward(stream, 2, 10)).isEqualTo(new CommitPage(List.of(before), false));
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 10)).isEqualTo(new CommitPage(List.of(after), true));
        assertCorrupt(2, 5, () -> store().readAfter(stream, 2, 10));
        for (long missing = 3; missing <= 4; missing++) {
            long version = missing;
            assertCorrupt(2, 5, () -> store().readForward(stream, version, 10));
            assertCorrupt(2, 5, () -> store().readBackward(stream, version, 10));
        }
    }

    @Test
    void of_two_commits_that_overlap_neither_is_shown() {
        var before = append(1, 1);
        append(2, 3);
        append(3, 2);
        assertThat(store().readForward(stream, 1, 10)).isEqualTo(new CommitPage(List.of(before), true));
        assertThat(store().readAfter(stream, 0, 10)).isEqualTo(new CommitPage(List.of(before), true));
        assertThat(store().readBackward(stream, 1, 10)).isEqualTo(new CommitPage(List.of(before), false));
        assertCorrupt(4, 3, () -> store().readForward(stream, 2, 10));
        assertCorrupt(4, 3, () -> store().readAfter(stream, 1, 10));
        assertCorrupt(4, 3, () -> store().readBackward(stream, Long.MAX_VALUE, 10));
    }

    @Test
    void commits_above_an_overlap_are_shown_from_the_end() {
        append(1, 2);
        append(2, 1);
        var above = append(3, 1);
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 10)).isEqualTo(new CommitPage(List.of(above), true));
        assertCorrupt(2, 2, () -> store().readBackward(stream, 2, 10));
    }

    @Test
    void a_stream_that_does_not_begin_with_version_1_lacks_its_beginning() {
        var only = append(3, 1);
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 10)).isEqualTo(new CommitPage(List.of(only), true));
        assertCorrupt(0, 3, () -> store().readForward(stream, 1, 10));
        assertCorrupt(0, 3, () -> store().readForward(stream, 2, 10));
        assertCorrupt(0, 3, () -> store().readAfter(stream, 0, 10));
        assertCorrupt(0, 3, () -> store().readBackward(stream, 2, 10));
    }

    @Test
    void damage_beyond_a_page_is_not_looked_at() {
        var first = append(1, 1);
        append(3, 1);
        assertThat(store().readForward(stream, 1, 1)).isEqualTo(new CommitPage(List.of(first), true));
        assertThat(store().readAfter(stream, 0, 1)).isEqualTo(new CommitPage(List.of(first), true));
    }

    @Test
    void a_read_after_a_version_inside_of_a_commit_is_refused() {
        append(1, 3);
        append(4, 1);
        assertCorrupt(2, 4, () -> store().readAfter(stream, 2, 10));
    }

    @Test
    void an_append_into_a_gap_conflicts_with_nothing() {
        append(1, 2);
        append(5, 1);
        assertThat(store().append(expecting(stream, 3, 1))).isEqualTo(new AppendResult.Conflict(null));
    }

    private Commit append(long firstVersion, int events) {
        var commit = commit(stream, firstVersion, events);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        return commit;
    }

    private void assertCorrupt(long version, long next, ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(CorruptStreamException.class)
                .hasMessage("in " + stream + " version " + version
                        + " is followed by a commit that begins with version " + next);
    }
}
