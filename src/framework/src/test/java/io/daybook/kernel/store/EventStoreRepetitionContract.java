package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.event;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.metadata;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every event store makes of an append that comes again. A commit is recognised by its command id at its own
 * version, and nowhere else. Other event stores differ in four points, on purpose:
 *
 * <ul>
 *   <li>A command id that comes again with another expected version is another append.
 *   <li>There is no "any version". Whoever reads the end and appends there appends again when it repeats, unless it
 *       keeps a receipt.
 *   <li>The tail of a commit again, expecting a version inside of it, is a conflict, not a repetition.
 *   <li>An event id is not looked at: one that comes twice is stored twice.
 * </ul>
 */
public abstract class EventStoreRepetitionContract {
    private final StreamName stream = newStream();
    private final StreamName other = newStream();

    protected abstract EventStore store();

    @Test
    void the_very_same_append_again_is_a_duplicate() {
        var plain = commit(stream, 1, 2, "c1");
        assertThat(store().append(Append.of(plain))).isEqualTo(new AppendResult.Appended(plain));
        assertThat(store().append(Append.of(plain))).isEqualTo(new AppendResult.Duplicate(plain));
        var raw = expecting(stream, 2, 1, "c2");
        assertThat(store().append(raw)).isEqualTo(new AppendResult.Appended(Commits.after(plain.hash(), raw)));
        assertThat(store().append(raw)).isEqualTo(new AppendResult.Duplicate(Commits.after(plain.hash(), raw)));
        assertThat(all(stream)).containsExactly(plain, Commits.after(plain.hash(), raw));
    }

    @Test
    void one_commit_sent_sixteen_times_at_once_is_appended_once() {
        var commit = commit(stream, 1, 2, "c1");
        var results = Race.of(16, runner -> store().append(Append.of(commit)));
        assertAppendedOnce(results, commit);
    }

    @Test
    void one_raw_append_sent_sixteen_times_at_once_is_appended_once() {
        var append = expecting(stream, 0, 2, "c1");
        var results = Race.of(16, runner -> store().append(append));
        assertAppendedOnce(results, Commits.after(CommitHash.NONE, append));
    }

    @Test
    void a_repetition_with_more_events_is_answered_with_what_is_stored() {
        var first = event("{\"n\":0}");
        var second = event("{\"n\":1}");
        var stored = Commits.commit(stream, 1, List.of(first), metadata("c1"));
        var longer = Commits.commit(stream, 1, List.of(first, second), metadata("c1"));
        store().append(Append.of(stored));
        assertThat(store().append(Append.of(longer))).isEqualTo(new AppendResult.Duplicate(stored));
        assertThat(store().append(expectingOf(longer))).isEqualTo(new AppendResult.Duplicate(stored));
        assertThat(all(stream)).containsExactly(stored);
    }

    @Test
    void a_command_id_is_recognised_at_its_own_version_only() {
        var first = commit(stream, 1, 1, "c1");
        var second = commit(stream, 2, 1, "c2");
        store().append(Append.of(first));
        store().append(Append.of(second));
        assertThat(store().append(Append.of(commit(stream, 2, 1, "c1")))).isEqualTo(new AppendResult.Conflict(second));
        assertThat(store().append(Append.of(commit(stream, 1, 1, "c2")))).isEqualTo(new AppendResult.Conflict(first));
        assertThat(store().append(expecting(stream, 1, 1, "c1"))).isEqualTo(new AppendResult.Conflict(second));
        assertThat(store().append(expecting(stream, 0, 1, "c2"))).isEqualTo(new AppendResult.Conflict(first));
        var again = commit(stream, 3, 1, "c1");
        assertThat(store().append(Append.of(again))).isEqualTo(new AppendResult.Appended(again));
        assertThat(all(stream)).containsExactly(first, second, again);
    }

    @Test
    void a_command_id_with_another_expected_version_is_another_append() {
        var first = expecting(stream, 0, 1, "c1");
        var second = expecting(stream, 1, 1, "c1");
        var one = Commits.after(CommitHash.NONE, first);
        var two = Commits.after(one.hash(), second);
        store().append(first);
        assertThat(store().append(second)).isEqualTo(new AppendResult.Appended(two));
        assertThat(store().append(first)).isEqualTo(new AppendResult.Duplicate(one));
        assertThat(store().append(second)).isEqualTo(new AppendResult.Duplicate(two));
    }

    @Test
    void whoever_appends_at_whatever_end_there_is_appends_again_unless_it_keeps_a_receipt() {
        store().append(Append.of(commit(stream, 1, 1, "c1")));
        assertThat(store().append(Append.of(commit(stream, 2, 1, "c1")))).isInstanceOf(AppendResult.Appended.class);
        var receipt = new Receipt(stream, "c2", Outcome.Accepted.at(3));
        store().append(new Append(commit(stream, 3, 1, "c2"), Set.of(), Set.of(), receipt));
        var later = new Receipt(stream, "c2", Outcome.Accepted.at(4));
        assertThat(store().append(new Append(commit(stream, 4, 1, "c2"), Set.of(), Set.of(), later)))
                .isEqualTo(new AppendResult.AlreadySettled(receipt));
        assertThat(all(stream)).hasSize(3);
    }

    @Test
    void the_tail_of_a_commit_again_is_a_conflict() {
        var whole = commit(stream, 1, 3, "c1");
        store().append(Append.of(whole));
        var tail = new ExpectedAppend(stream, 1, whole.events().subList(1, 3), whole.metadata());
        assertThat(store().append(tail)).isEqualTo(new AppendResult.Conflict(null));
        assertThat(all(stream)).containsExactly(whole);
    }

    @Test
    void one_event_id_may_come_twice() {
        var event = event("{}");
        var first = Commits.commit(stream, 1, List.of(event, event), metadata("c1"));
        var second = Commits.commit(stream, 3, List.of(event), metadata("c2"));
        assertThat(store().append(Append.of(first))).isEqualTo(new AppendResult.Appended(first));
        assertThat(store().append(Append.of(second))).isEqualTo(new AppendResult.Appended(second));
        assertThat(all(stream)).containsExactly(first, second);
    }

    private void assertAppendedOnce(List<AppendResult> results, Commit commit) {
        assertThat(results).containsOnlyOnce(new AppendResult.Appended(commit));
        assertThat(results.stream().filter(new AppendResult.Duplicate(commit)::equals))
                .hasSize(15);
        assertThat(all(stream)).containsExactly(commit);
    }

    private List<Commit> all(StreamName of) {
        return store().readForward(of, 1, 10).commits();
    }

    private static ExpectedAppend expectingOf(Commit commit) {
        return new ExpectedAppend(commit.stream(), commit.firstVersion() - 1, commit.events(), commit.metadata());
    }
}
