package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.events;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.metadata;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every event store does with single streams. {@link EventStoreRepetitionContract} says what becomes of an append
 * that comes again, and where that differs from other event stores on purpose.
 */
public abstract class EventStoreContract {
    protected final StreamName stream = newStream();

    protected abstract EventStore store();

    @Test
    void an_appended_commit_is_read_back_equal() {
        var commit = commit(stream, 1, 3);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void a_commit_of_nobody_in_particular_is_read_back_equal() {
        var metadata = new EventMetadata("c1", "c1", "c1", null, Commits.AT, Commits.RELEASE);
        var commit = Commits.commit(stream, 1, List.of(Commits.event("{}")), metadata);
        store().append(Append.of(commit));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void data_is_kept_to_the_letter() {
        var odd = "{\"b\": 1.50,\"a\":\"\\u00e9 é \uD83D\uDE00 \\\"}\",\"n\":{\"x\":[{},{\"y\":null}]} , \"e\":1E400}";
        var commit = Commits.commit(stream, 1, List.of(Commits.event(odd), Commits.event("{}")), metadata("c1"));
        store().append(Append.of(commit));
        assertThat(all().getFirst().events().getFirst().data()).isEqualTo(odd);
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void a_stream_that_does_not_exist_is_empty() {
        assertThat(store().readForward(stream, 1, 10)).isEqualTo(new CommitPage(List.of(), false));
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 10)).isEqualTo(new CommitPage(List.of(), false));
        assertThat(store().readAfter(stream, 0, 10)).isEqualTo(new CommitPage(List.of(), false));
        assertThat(store().last(stream)).isEmpty();
    }

    @Test
    void streams_do_not_see_each_other() {
        var commit = append(1, 1);
        var other = commit(newStream(), 1, 1);
        store().append(Append.of(other));
        assertThat(all()).containsExactly(commit);
    }

    @Test
    void the_last_commit_is_the_newest() {
        append(1, 2);
        var newest = append(3, 2);
        assertThat(store().last(stream)).contains(newest);
    }

    @Test
    void reading_forwards_in_pages_gives_every_commit_once_and_in_order() {
        var appended = appendMany(23);
        var read = new ArrayList<Commit>();
        var page = store().readForward(stream, 1, 5);
        read.addAll(page.commits());
        while (page.hasMore()) {
            page = store().readForward(stream, read.getLast().lastVersion() + 1, 5);
            assertThat(page.commits()).hasSizeLessThanOrEqualTo(5);
            read.addAll(page.commits());
        }
        assertThat(read).isEqualTo(appended);
    }

    @Test
    void reading_backwards_in_pages_gives_every_commit_once_and_newest_first() {
        var appended = appendMany(23);
        var read = new ArrayList<Commit>();
        var page = store().readBackward(stream, Long.MAX_VALUE, 5);
        read.addAll(page.commits());
        while (page.hasMore()) {
            page = store().readBackward(stream, read.getLast().firstVersion() - 1, 5);
            assertThat(page.commits()).hasSizeLessThanOrEqualTo(5);
            read.addAll(page.commits());
        }
        assertThat(read).isEqualTo(appended.reversed());
    }

    @Test
    void a_page_that_ends_before_the_stream_says_that_there_is_more() {
        appendMany(5);
        assertThat(store().readForward(stream, 1, 4).hasMore()).isTrue();
        assertThat(store().readBackward(stream, Long.MAX_VALUE, 4).hasMore()).isTrue();
        assertThat(store().readAfter(stream, 0, 4).hasMore()).isTrue();
    }

    @Test
    void a_page_of_the_largest_size_is_full() {
        int commits = EventStore.PAGE_COMMITS_MAX + 1;
        var appended = new ArrayList<Commit>();
        for (int version = 1; version <= commits; version++) {
            appended.add(append(version, 1));
        }
        assertThat(store().readForward(stream, 1, EventStore.PAGE_COMMITS_MAX).commits())
                .isEqualTo(appended.subList(0, EventStore.PAGE_COMMITS_MAX));
    }

    @Test
    void reading_forwards_from_inside_of_a_commit_begins_with_that_commit() {
        append(1, 1);
        var wide = append(2, 4);
        var next = append(6, 1);
        for (long inside = 2; inside <= 5; inside++) {
            assertThat(store().readForward(stream, inside, 10).commits()).containsExactly(wide, next);
            assertThat(store().readForward(stream, inside, 1).commits()).containsExactly(wide);
            assertThat(store().readForward(stream, inside, 1).hasMore()).isTrue();
        }
        assertThat(store().readForward(stream, 6, 10).commits()).containsExactly(next);
        assertThat(store().readForward(stream, 7, 10).commits()).isEmpty();
    }

    @Test
    void reading_backwards_from_inside_of_a_commit_begins_with_that_commit() {
        var first = append(1, 1);
        var wide = append(2, 4);
        append(6, 1);
        for (long inside = 2; inside <= 5; inside++) {
            assertThat(store().readBackward(stream, inside, 10).commits()).containsExactly(wide, first);
        }
    }

    @Test
    void reading_after_a_boundary_gives_what_follows_it() {
        append(1, 3);
        var second = append(4, 2);
        var third = append(6, 1);
        assertThat(store().readAfter(stream, 3, 10).commits()).containsExactly(second, third);
        assertThat(store().readAfter(stream, 5, 10).commits()).containsExactly(third);
        assertThat(store().readAfter(stream, 6, 10)).isEqualTo(new CommitPage(List.of(), false));
    }

    @Test
    void a_second_commit_at_the_same_version_conflicts_with_the_first() {
        var first = append(1, 2);
        assertThat(store().append(Append.of(commit(stream, 1, 1)))).isEqualTo(new AppendResult.Conflict(first));
        assertThat(all()).containsExactly(first);
    }

    @Test
    void the_same_command_at_the_same_version_is_a_duplicate() {
        var first = commit(stream, 1, 2, "c1");
        store().append(Append.of(first));
        assertThat(store().append(Append.of(commit(stream, 1, 2, "c1")))).isEqualTo(new AppendResult.Duplicate(first));
        assertThat(all()).containsExactly(first);
    }

    @Test
    void the_same_command_id_on_another_stream_is_another_command() {
        append(1, 1);
        var other = commit(newStream(), 1, 1, all().getFirst().metadata().commandId());
        assertThat(store().append(Append.of(other))).isEqualTo(new AppendResult.Appended(other));
    }

    @Test
    void a_raw_append_to_the_expected_version_is_appended() {
        var last = append(1, 3);
        var append = expecting(stream, 3, 2);
        var expected = Commits.after(last.hash(), append);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(expected));
        assertThat(store().last(stream)).contains(expected);
    }

    @Test
    void a_raw_append_to_a_stream_that_must_not_exist_starts_it() {
        var append = expecting(stream, 0, 1);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Appended(Commits.after(CommitHash.NONE, append)));
    }

    @Test
    void a_raw_append_from_inside_of_a_commit_conflicts_and_writes_nothing() {
        var wide = append(1, 4);
        for (long inside = 1; inside <= 3; inside++) {
            assertThat(store().append(expecting(stream, inside, 1))).isInstanceOf(AppendResult.Conflict.class);
        }
        assertThat(all()).containsExactly(wide);
    }

    @Test
    void a_raw_append_behind_the_end_conflicts_with_what_follows_its_version() {
        append(1, 2);
        var winner = append(3, 2);
        append(5, 1);
        assertThat(store().append(expecting(stream, 2, 1))).isEqualTo(new AppendResult.Conflict(winner));
    }

    @Test
    void a_raw_append_beyond_the_end_conflicts_with_nothing() {
        append(1, 2);
        assertThat(store().append(expecting(stream, 3, 1))).isEqualTo(new AppendResult.Conflict(null));
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_raw_append_that_is_repeated_is_a_duplicate_also_after_others() {
        var first = expecting(stream, 0, 2, "c1");
        store().append(first);
        var stored = all().getFirst();
        assertThat(store().append(first)).isEqualTo(new AppendResult.Duplicate(stored));
        append(3, 1);
        append(4, 1);
        assertThat(store().append(first)).isEqualTo(new AppendResult.Duplicate(stored));
    }

    @Test
    void time_never_runs_backwards_within_a_stream() {
        append(1, 1);
        var late = Commits.AT.plusSeconds(60);
        store().append(new ExpectedAppend(stream, 1, events(1), metadata("late").at(late)));
        store().append(new ExpectedAppend(
                stream, 2, events(1), metadata("early").at(Commits.AT)));
        store().append(new ExpectedAppend(
                stream, 3, events(1), metadata("later").at(late.plusMillis(1))));
        assertThat(all())
                .extracting(commit -> commit.metadata().at())
                .containsExactly(Commits.AT, late, late, late.plusMillis(1));
    }

    @Test
    void of_sixteen_commits_at_one_version_exactly_one_wins_and_the_others_see_it() {
        var results = Race.of(16, runner -> store().append(Append.of(commit(stream, 1, 1))));
        var winner = all().getFirst();
        assertThat(results).containsOnlyOnce(new AppendResult.Appended(winner));
        assertThat(results.stream().filter(new AppendResult.Conflict(winner)::equals))
                .hasSize(15);
    }

    @Test
    void one_command_sent_sixteen_times_at_once_is_appended_once() {
        var results = Race.of(16, runner -> store().append(expecting(stream, 0, 2, "c1")));
        assertThat(all()).hasSize(1);
        var stored = all().getFirst();
        assertThat(results).containsOnlyOnce(new AppendResult.Appended(stored));
        assertThat(results.stream().filter(new AppendResult.Duplicate(stored)::equals))
                .hasSize(15);
    }

    @Test
    void a_page_must_have_a_size_within_the_limit() {
        assertThatThrownBy(() -> store().readForward(stream, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store().readAfter(stream, 0, EventStore.PAGE_COMMITS_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    protected final Commit append(long firstVersion, int events) {
        var commit = commit(stream, firstVersion, events);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        return commit;
    }

    /** Commits of 1, 2, 3, 1, 2, 3 ... events. */
    private List<Commit> appendMany(int commits) {
        var appended = new ArrayList<Commit>();
        long version = 1;
        for (int i = 0; i < commits; i++) {
            appended.add(append(version, 1 + i % 3));
            version = appended.getLast().lastVersion() + 1;
        }
        return appended;
    }

    protected final List<Commit> all() {
        return store().readForward(stream, 1, EventStore.PAGE_COMMITS_MAX).commits();
    }
}
