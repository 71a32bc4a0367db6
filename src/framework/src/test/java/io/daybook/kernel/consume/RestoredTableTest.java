package io.daybook.kernel.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event;
import io.daybook.fixture.Notes.Event.Counted;
import io.daybook.fixture.Notes.Event.Tagged;
import io.daybook.fixture.Notes.Event.Written;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.tally.TallyProjector;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The event table is restored to an earlier moment, under a new name: instances start anew, read tables stay. Another
 * history grows in it.
 */
final class RestoredTableTest {
    private final ReadSide side = new ReadSide();
    private final MemoryEventStore before = new MemoryEventStore();
    private final MemoryEventStore restored = new MemoryEventStore();
    private final StreamName stream = Notes.newStream();

    @Test
    void another_history_is_found_when_it_passes_what_was_applied_and_nothing_of_it_is_applied() {
        append(before, new Written("a note"), counted(1));
        append(before, counted(10));
        append(before, new Tagged(List.of("lost")), counted(100));
        assertThat(rows(before).apply(stream, List.of(), Deadline.none())).isEqualTo(new Progress.Applied());
        assertThat(sums(before).apply(stream, List.of(), Deadline.none())).isEqualTo(new Progress.Applied());
        var row = side.row("notes", stream);
        var sum = sum();
        assertThat(row.version()).isEqualTo(5);
        assertThat(sum.amount()).isEqualTo(111);

        before.all(stream).subList(0, 1).forEach(commit -> restored.append(Append.of(commit)));
        var shorter = append(restored, counted(1_000));
        assertUntouched(shorter, new Progress.Applied());
        var asLong = append(restored, counted(1_000), counted(1_000));
        assertUntouched(asLong, new Progress.Applied());
        assertThat(asLong.lastVersion()).isEqualTo(5);

        var longer = append(restored, counted(1_000));
        var error = "CorruptStreamException: fork: what was applied is not what is stored; in " + stream
                + " the commit that begins with version 6 follows another commit than the one that is stored before it";
        assertUntouched(longer, new Progress.Poisoned(6, error));
        assertThat(side.row("notes", stream)).isEqualTo(row);
        assertThat(sum()).isEqualTo(sum);
    }

    @Test
    void another_history_whose_commits_end_elsewhere_is_found_too() {
        append(before, new Written("a note"));
        append(before, counted(10));
        rows(before).apply(stream, List.of(), Deadline.none());
        before.all(stream).subList(0, 1).forEach(commit -> restored.append(Append.of(commit)));
        var across = append(restored, counted(1_000), counted(1_000));
        assertThat(rows(restored).apply(stream, List.of(across), Deadline.none()))
                .isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
                    assertThat(poisoned.version()).isEqualTo(3);
                    assertThat(poisoned.error()).contains("fork");
                });
    }

    @Test
    void the_history_that_was_applied_goes_on_after_the_restore_as_if_nothing_had_been() {
        append(before, new Written("a note"));
        rows(before).apply(stream, List.of(), Deadline.none());
        before.all(stream).forEach(commit -> restored.append(Append.of(commit)));
        var next = append(restored, new Tagged(List.of("kept")));
        assertThat(rows(restored).apply(stream, List.of(next), Deadline.none())).isEqualTo(new Progress.Applied());
        assertThat(side.row("notes", stream).version()).isEqualTo(2);
    }

    @Test
    void a_stream_whose_links_do_not_fit_is_broken_and_what_stands_before_is_applied() {
        var first = append(before, new Written("a note"));
        before.append(Append.of(Commits.commit(
                stream, 2, Notes.commit(stream, 2, List.of(counted(1))).events(), first.metadata())));
        assertThat(rows(before).apply(stream, List.of(), Deadline.none()))
                .isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
                    assertThat(poisoned.version()).isEqualTo(2);
                    assertThat(poisoned.error()).contains("broken").doesNotContain("fork");
                });
        assertThat(side.row("notes", stream).version()).isEqualTo(1);
    }

    private void assertUntouched(Commit delivered, Progress expected) {
        var row = side.row("notes", stream);
        var sum = sum();
        assertThat(rows(restored).apply(stream, List.of(delivered), Deadline.none()))
                .isEqualTo(expected);
        assertThat(sums(restored).apply(stream, List.of(delivered), Deadline.none()))
                .isEqualTo(expected);
        assertThat(side.row("notes", stream)).isEqualTo(row);
        assertThat(sum()).isEqualTo(sum);
    }

    private Notes.Sum sum() {
        return Objects.requireNonNull(side.sums("sums")
                .rows()
                .read(Notes.key("all").toString())
                .orElseThrow()
                .value());
    }

    private static Counted counted(long amount) {
        return new Counted(List.of("all"), amount);
    }

    private Commit append(EventStore store, Event... events) {
        long end = store.last(stream).map(Commit::lastVersion).orElse(0L);
        var commit = Notes.commit(stream, end + 1, List.of(events));
        var result = store.append(new ExpectedAppend(stream, end, commit.events(), commit.metadata()));
        return ((AppendResult.Appended) result).commit();
    }

    private Projector<Event, Notes.Note> rows(EventStore store) {
        var view = new Notes.View("notes");
        var indexes = RowIndexes.of(ReadTables.SHARED, view.lookups());
        return new Projector<>(view, indexes, Notes.EVENTS, store, side.rows("notes"), Backoff.none());
    }

    private TallyProjector<Event, Notes.Sum> sums(EventStore store) {
        return new TallyProjector<>(
                new Notes.Sums("sums", false),
                ReadTables.SHARED_INDEX,
                Notes.EVENTS,
                store,
                side.sums("sums"),
                Backoff.none());
    }
}
