package io.daybook.kernel.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event;
import io.daybook.fixture.Notes.Event.Counted;
import io.daybook.fixture.Notes.Event.Tagged;
import io.daybook.fixture.Notes.Event.Written;
import io.daybook.fixture.RestoredStorage;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.tally.TallyProjector;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The event table is restored to an earlier moment, under a new name: instances start anew, read tables stay. Another
 * history grows in it.
 */
final class RestoredTableTest {
    private final StreamName stream = Notes.newStream();
    private final String key = stream.id();

    @ParameterizedTest
    @EnumSource
    void another_history_is_found_when_it_passes_what_was_applied_and_nothing_of_it_is_applied(
            RestoredStorage.Kind kind) {
        var storage = kind.open();
        append(storage.before(), new Written("a note"), counted(1));
        append(storage.before(), counted(10));
        append(storage.before(), new Tagged(List.of("lost")), counted(100));
        assertThat(rows(storage, storage.before()).apply(stream, List.of(), Deadline.none()))
                .isEqualTo(new Progress.Applied());
        assertThat(sums(storage, storage.before()).apply(stream, List.of(), Deadline.none()))
                .isEqualTo(new Progress.Applied());
        var row = row(storage);
        var sum = sum(storage);
        assertThat(row.version()).isEqualTo(5);
        assertThat(sum.amount()).isEqualTo(111);

        restore(storage, 1);
        var shorter = append(storage.restored(), counted(1_000));
        assertUntouched(storage, shorter, new Progress.Applied());
        var asLong = append(storage.restored(), counted(1_000), counted(1_000));
        assertUntouched(storage, asLong, new Progress.Applied());
        assertThat(asLong.lastVersion()).isEqualTo(5);

        var longer = append(storage.restored(), counted(1_000));
        var error = "CorruptStreamException: fork: what was applied is not what is stored; in " + stream
                + " the commit that begins with version 6 does not follow the commit that is stored before it";
        assertUntouched(storage, longer, new Progress.Poisoned(6, error));
        assertThat(row(storage)).isEqualTo(row);
        assertThat(sum(storage)).isEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource
    void another_history_whose_commits_end_elsewhere_is_found_too(RestoredStorage.Kind kind) {
        var storage = kind.open();
        append(storage.before(), new Written("a note"));
        append(storage.before(), counted(10));
        rows(storage, storage.before()).apply(stream, List.of(), Deadline.none());
        restore(storage, 1);
        var across = append(storage.restored(), counted(1_000), counted(1_000));
        assertThat(rows(storage, storage.restored()).apply(stream, List.of(across), Deadline.none()))
                .isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
                    assertThat(poisoned.version()).isEqualTo(3);
                    assertThat(poisoned.error()).contains("fork");
                });
    }

    @ParameterizedTest
    @EnumSource
    void the_history_that_was_applied_goes_on_after_the_restore_as_if_nothing_had_been(RestoredStorage.Kind kind) {
        var storage = kind.open();
        append(storage.before(), new Written("a note"));
        rows(storage, storage.before()).apply(stream, List.of(), Deadline.none());
        restore(storage, 1);
        var next = append(storage.restored(), new Tagged(List.of("kept")));
        assertThat(rows(storage, storage.restored()).apply(stream, List.of(next), Deadline.none()))
                .isEqualTo(new Progress.Applied());
        assertThat(row(storage).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_whose_links_do_not_fit_is_broken_and_what_stands_before_is_applied(RestoredStorage.Kind kind) {
        var storage = kind.open();
        var first = append(storage.before(), new Written("a note"));
        storage.before()
                .append(Append.of(Commits.commit(
                        stream, 2, Notes.commit(stream, 2, List.of(counted(1))).events(), first.metadata())));
        assertThat(rows(storage, storage.before()).apply(stream, List.of(), Deadline.none()))
                .isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
                    assertThat(poisoned.version()).isEqualTo(2);
                    assertThat(poisoned.error()).contains("broken").doesNotContain("fork");
                });
        assertThat(row(storage).version()).isEqualTo(1);
    }

    private void assertUntouched(RestoredStorage storage, Commit delivered, Progress expected) {
        var row = row(storage);
        var sum = sum(storage);
        assertThat(rows(storage, storage.restored()).apply(stream, List.of(delivered), Deadline.none()))
                .isEqualTo(expected);
        assertThat(sums(storage, storage.restored()).apply(stream, List.of(delivered), Deadline.none()))
                .isEqualTo(expected);
        assertThat(row(storage)).isEqualTo(row);
        assertThat(sum(storage)).isEqualTo(sum);
    }

    private Notes.Sum sum(RestoredStorage storage) {
        return Objects.requireNonNull(storage.tables()
                .openTally(ReadTables.SHARED, "sums", Notes.TALLIES)
                .rows()
                .read(Notes.key(key).toString())
                .orElseThrow()
                .value());
    }

    private Row<Notes.Note> row(RestoredStorage storage) {
        return rowTable(storage).read(stream.id()).orElse(Row.none(stream.id()));
    }

    private static ReadTable<Notes.Note> rowTable(RestoredStorage storage) {
        return storage.tables().open(ReadTables.SHARED, "notes", Notes.ROWS);
    }

    /** Puts the first commits into the restored table. */
    private void restore(RestoredStorage storage, int commits) {
        storage.before()
                .readAfter(stream, 0, commits)
                .commits()
                .forEach(commit -> storage.restored().append(Append.of(commit)));
    }

    private Counted counted(long amount) {
        return new Counted(List.of(key), amount);
    }

    private Commit append(EventStore store, Event... events) {
        long end = store.last(stream).map(Commit::lastVersion).orElse(0L);
        var commit = Notes.commit(stream, end + 1, List.of(events));
        var result = store.append(new ExpectedAppend(stream, end, commit.events(), commit.metadata()));
        return ((AppendResult.Appended) result).commit();
    }

    private Projector<Event, Notes.Note> rows(RestoredStorage storage, EventStore store) {
        var view = new Notes.View("notes");
        var indexes = RowIndexes.of(ReadTables.SHARED, view.lookups());
        return new Projector<>(view, indexes, Notes.EVENTS, store, rowTable(storage), Backoff.none());
    }

    private TallyProjector<Event, Notes.Sum> sums(RestoredStorage storage, EventStore store) {
        return new TallyProjector<>(
                new Notes.Sums("sums", false),
                ReadTables.SHARED_INDEX,
                Notes.EVENTS,
                store,
                storage.tables().openTally(ReadTables.SHARED, "sums", Notes.TALLIES),
                Backoff.none());
    }
}
