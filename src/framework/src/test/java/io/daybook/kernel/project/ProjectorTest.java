package io.daybook.kernel.project;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.Notes.Note;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StreamCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProjectorTest {
    private static final Progress APPLIED = new Progress.Applied();
    private static final Written WRITTEN = new Written("hello");

    private final ReadSide side = new ReadSide();
    private final StreamName stream = Notes.newStream();
    private final Projector<Notes.Event, Note> projector = instance(new Notes.View("notes"));

    /** Refuses what is written as "poison". */
    private record Picky(Notes.View view) implements Projection<Notes.Event, Note> {
        @Override
        public String name() {
            return view.name();
        }

        @Override
        public @Nullable Note evolve(@Nullable Note row, Recorded<Notes.Event> recorded) {
            if (recorded.event().equals(new Written("poison"))) {
                throw new IllegalStateException("no way");
            }
            return view.evolve(row, recorded);
        }

        @Override
        public Category<?, ?, Notes.Event> follows() {
            return view.follows();
        }

        @Override
        public Class<Note> rowType() {
            return view.rowType();
        }

        @Override
        public List<Lookup<Note>> lookups() {
            var text = Lookup.<Note>by("text", note -> {
                if (note.text().isEmpty()) {
                    throw new IllegalArgumentException("a note needs a text");
                }
                return "text";
            });
            return List.of(text.sortedBy(Note::text), view.lookups().getLast());
        }
    }

    @Test
    void the_first_commit_of_a_stream_is_one_write_and_no_read() {
        assertThat(deliver(append(side.store, stream, WRITTEN))).isEqualTo(APPLIED);
        assertThat(side.calls).containsExactly("write");
        assertThat(row()).isEqualTo(row(1, 1, new Note("hello", List.of(), 1)));
    }

    @Test
    void however_many_commits_are_delivered_they_are_one_write() {
        var commits = new ArrayList<Commit>();
        for (int i = 0; i < 1_000; i++) {
            commits.add(append(side.store, stream, WRITTEN, new Seen()));
        }
        side.forget();
        assertThat(deliver(commits)).isEqualTo(APPLIED);
        assertThat(side.calls).containsExactly("write");
        assertThat(row()).isEqualTo(row(2_000, 1, new Note("hello", List.of(), 2_000)));
    }

    @Test
    void a_warm_instance_writes_without_reading() {
        deliver(append(side.store, stream, WRITTEN));
        side.forget();
        deliver(append(side.store, stream, new Seen()));
        assertThat(side.calls).containsExactly("write");
    }

    @Test
    void rows_are_kept_within_a_number_of_bytes() {
        var view = new Notes.View("notes");
        var small = instance(view, 1_000);
        var others = List.of(Notes.newStream(), Notes.newStream());
        deliver(small, List.of(append(side.store, stream, new Written("x".repeat(600)))));
        for (var other : others) {
            small.apply(other, List.of(append(side.store, other, new Written("x".repeat(300)))), Deadline.none());
        }
        side.forget();
        for (var other : others) {
            small.apply(other, List.of(append(side.store, other, new Seen())), Deadline.none());
        }
        assertThat(side.calls).containsExactly("write", "write");
        side.forget();
        deliver(small, List.of(append(side.store, stream, new Seen())));
        assertThat(side.calls).containsExactly("read", "write");
    }

    @Test
    void a_cold_instance_reads_once_and_writes_once() {
        deliver(append(side.store, stream, WRITTEN));
        side.forget();
        assertThat(deliver(instance(new Notes.View("notes")), List.of(append(side.store, stream, new Seen()))))
                .isEqualTo(APPLIED);
        assertThat(side.calls).containsExactly("read", "write");
    }

    @Test
    void an_instance_that_knows_an_old_row_goes_on_from_what_stands() {
        deliver(append(side.store, stream, WRITTEN));
        deliver(instance(new Notes.View("notes")), List.of(append(side.store, stream, new Seen())));
        side.forget();
        assertThat(deliver(append(side.store, stream, new Seen()))).isEqualTo(APPLIED);
        assertThat(side.calls).containsExactly("read after", "write", "write");
        assertThat(row()).isEqualTo(row(3, 3, new Note("hello", List.of(), 3)));
    }

    @Test
    void what_is_repeated_costs_a_warm_instance_nothing() {
        var first = append(side.store, stream, WRITTEN);
        deliver(first);
        side.forget();
        assertThat(deliver(first)).isEqualTo(APPLIED);
        assertThat(side.calls).isEmpty();
    }

    @Test
    void what_is_missing_is_read_from_the_event_store() {
        append(side.store, stream, WRITTEN);
        append(side.store, stream, new Tagged(List.of("a")));
        assertThat(deliver(append(side.store, stream, new Seen()))).isEqualTo(APPLIED);
        assertThat(side.calls).containsExactly("read", "read after", "write");
        assertThat(row().value()).isEqualTo(new Note("hello", List.of("a"), 3));
    }

    @Test
    void a_long_backlog_is_read_and_saved_page_by_page() {
        for (int i = 0; i < 2 * EventStore.PAGE_COMMITS_MAX + 1; i++) {
            append(side.store, stream, WRITTEN);
        }
        assertThat(deliver(List.of())).isEqualTo(APPLIED);
        assertThat(side.calls)
                .containsExactly("read", "read after", "write", "read after", "write", "read after", "write");
        assertThat(row()).isEqualTo(row(401, 3, new Note("hello", List.of(), 401)));
    }

    @Test
    void a_deleted_row_leaves_its_version() {
        deliver(append(side.store, stream, WRITTEN, new Tagged(List.of("a"))));
        deliver(append(side.store, stream, new Erased()));
        assertThat(row()).isEqualTo(row(3, 2, null));
        deliver(append(side.store, stream, new Seen()));
        assertThat(row()).isEqualTo(row(4, 3, null));
    }

    @Test
    void a_stream_that_shows_nothing_yet_still_moves_its_version() {
        deliver(append(side.store, stream, new Seen()));
        assertThat(row()).isEqualTo(row(1, 1, null));
    }

    @Test
    void an_event_that_it_cannot_take_leaves_what_came_before_and_nothing_of_its_commit() {
        var picky = instance(new Picky(new Notes.View("notes")));
        var commits = List.of(
                append(side.store, stream, WRITTEN),
                append(side.store, stream, new Seen(), new Written("poison")),
                append(side.store, stream, new Seen()));
        assertThat(deliver(picky, commits)).isEqualTo(new Progress.Poisoned(3, "IllegalStateException: no way"));
        assertThat(row()).isEqualTo(row(1, 1, new Note("hello", List.of(), 1)));
        assertThat(deliver(picky, List.of(append(side.store, stream, new Seen()))))
                .isEqualTo(new Progress.Poisoned(3, "IllegalStateException: no way"));
        assertThat(deliver(List.of())).isEqualTo(APPLIED);
        assertThat(row().version()).isEqualTo(5);
    }

    @Test
    void a_key_that_cannot_be_made_is_poison_of_the_commit_that_brought_it() {
        var picky = instance(new Picky(new Notes.View("notes")));
        var commits = List.of(
                append(side.store, stream, WRITTEN),
                append(side.store, stream, new Seen(), new Written("")),
                append(side.store, stream, WRITTEN));
        assertThat(deliver(picky, commits))
                .isEqualTo(new Progress.Poisoned(3, "IllegalArgumentException: a note needs a text"));
        assertThat(row().version()).isEqualTo(1);
    }

    @Test
    void an_event_that_cannot_be_read_is_poison() {
        append(side.store, stream, WRITTEN);
        var unknown = new EncodedEvent("e2", "Unheard", 1, "{\"secret\":1}");
        side.store.append(Append.of(Commits.commit(stream, 2, List.of(unknown), Commits.metadata("c2"))));
        assertThat(deliver(List.of())).isInstanceOfSatisfying(Progress.Poisoned.class, poisoned -> {
            assertThat(poisoned.version()).isEqualTo(2);
            assertThat(poisoned.error()).startsWith("UnreadableEventException").doesNotContain("secret");
        });
        assertThat(row().version()).isEqualTo(1);
    }

    @Test
    void a_stream_that_lacks_what_was_delivered_is_poison() {
        var elsewhere = Notes.commit(stream, 5, List.of(new Seen()));
        assertThat(deliver(elsewhere))
                .isEqualTo(new Progress.Poisoned(
                        1,
                        "CorruptStreamException: broken: in " + stream
                                + " version 0 is followed by a commit that begins with version 5"));
    }

    @Test
    void a_row_that_cannot_be_stored_is_poison_of_the_commit_that_made_it() {
        side.disturb(call -> {
            if (call.equals("write") && row().version() >= 2) {
                throw new IllegalArgumentException("too large");
            }
            if (call.equals("write")
                    && row().version() < 2
                    && side.calls.stream().filter(call::equals).count() == 1) {
                throw new IllegalArgumentException("too large");
            }
        });
        var commits = List.of(
                append(side.store, stream, WRITTEN),
                append(side.store, stream, new Seen()),
                append(side.store, stream, new Seen()));
        assertThat(deliver(commits)).isEqualTo(new Progress.Poisoned(3, "IllegalArgumentException: too large"));
        assertThat(row().version()).isEqualTo(2);
    }

    @Test
    void storage_that_fails_postpones_the_stream() {
        var commit = append(side.store, stream, WRITTEN);
        side.disturb(call -> {
            throw new StoreUnavailableException("not now", new IllegalStateException());
        });
        assertThat(deliver(commit)).isInstanceOf(Progress.Postponed.class);
        side.disturb(call -> {});
        assertThat(deliver(commit)).isEqualTo(APPLIED);
    }

    @Test
    void after_the_deadline_nothing_is_begun() {
        append(side.store, stream, WRITTEN);
        assertThat(projector.apply(stream, List.of(), () -> true))
                .isEqualTo(new Progress.Postponed("the deadline has passed"));
        assertThat(side.calls).isEmpty();
    }

    @Test
    void who_is_overtaken_at_every_attempt_gives_up_for_now() {
        append(side.store, stream, WRITTEN);
        var faster = side.rows("notes");
        side.disturb(call -> {
            if (call.equals("write")) {
                var before = row();
                faster.write(before, new Row<>(stream.id(), 0, before.revision(), null, List.of(), Set.of()));
            }
        });
        assertThat(deliver(List.of())).isEqualTo(new Progress.Postponed("overtaken 8 times"));
    }

    private Projector<Notes.Event, Note> instance(Projection<Notes.Event, Note> projection) {
        return instance(projection, StreamCache.BYTES_MAX_DEFAULT);
    }

    private Projector<Notes.Event, Note> instance(Projection<Notes.Event, Note> projection, long cachedBytesMax) {
        return new Projector<>(
                projection,
                RowIndexes.of(ReadTables.SHARED, projection.lookups()),
                Notes.EVENTS,
                side.store,
                side.tables.open(ReadTables.SHARED, projection.name(), Notes.ROWS),
                Backoff.none(),
                cachedBytesMax);
    }

    private Progress deliver(Commit commit) {
        return deliver(List.of(commit));
    }

    private Progress deliver(List<Commit> commits) {
        return deliver(projector, commits);
    }

    private Progress deliver(Projector<Notes.Event, Note> to, List<Commit> commits) {
        return to.apply(stream, commits, Deadline.none());
    }

    private Row<Note> row() {
        return side.row("notes", stream);
    }

    private Row<Note> row(long version, long revision, @Nullable Note note) {
        long hash = Commits.hashAt(stream, version).prefix();
        if (note == null) {
            return new Row<>(stream.id(), version, revision, null, List.of(), Set.of(), hash);
        }
        var indexes = RowIndexes.of(ReadTables.SHARED, new Notes.View("notes").lookups());
        return new Row<>(stream.id(), version, revision, note, indexes.keys(note), indexes.entries(note), hash);
    }
}
