package io.daybook.kernel.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.fixture.ForwardingEventScan;
import io.daybook.fixture.JobWorld;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.FailureListener.Kind;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.testtools.ForAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Brings consumers up to date that missed deliveries. */
final class ReconcileTest {
    private static final int SCHEDULES = 200;

    private final MemoryEventStore store = new MemoryEventStore();
    private final MemoryReadTables tables = new MemoryReadTables();
    private final MemoryParkedStreams parked = new MemoryParkedStreams();
    private final JobWorld world = new JobWorld();
    private final MemoryOperatorTable operators = new MemoryOperatorTable();

    @Test
    void a_stream_of_which_nothing_was_delivered_comes_right() {
        var stream = Notes.newStream();
        Notes.append(store, stream, new Event.Written("one"));
        Notes.append(store, stream, new Event.Counted(List.of("a"), 5));
        assertThat(reconciled(store)).isEqualTo(result(1, 2, 2, 0, 0, 0));
        assertThat(row(stream)).isEqualTo(new Notes.Note("one", List.of(), 2));
        assertThat(sum("a")).isEqualTo(new Notes.Sum(5, 1));
        assertThat(reconciled(store)).isEqualTo(result(1, 0, 0, 0, 0, 0));
    }

    @Test
    void a_stream_on_several_pages_of_the_scan_is_counted_once() {
        var longer = Notes.newStream();
        for (var stream : List.of(longer, Notes.newStream(), longer, Notes.newStream(), longer)) {
            Notes.append(store, stream, new Event.Written("one"));
        }
        var small = new ForwardingEventScan(new MemoryEventScan(store), 1);
        var work = new Reconcile(small, store, consumers(store), applying(), 1);
        assertThat(world.done(work, order(true)).result()).isEqualTo(result(3, 6, 0, 0, 0, 0));
        assertThat(world.done(work, order(false)).result()).isEqualTo(result(3, 6, 6, 0, 0, 0));
    }

    @Test
    void a_dry_run_counts_what_is_behind_and_writes_nothing() {
        var stream = Notes.newStream();
        Notes.append(store, stream, new Event.Written("one"));
        assertThat(reconciled(store, true)).isEqualTo(result(1, 2, 0, 0, 0, 0));
        assertThat(tables.<Notes.Note>open(ReadTables.SHARED, "notes", Notes.ROWS)
                        .read(stream.id()))
                .isEmpty();
    }

    @Test
    void only_the_named_consumers_are_compared_and_else_all_that_are_not_paused() {
        Notes.append(store, Notes.newStream(), new Event.Written("one"));
        operators.pause("sums", new Pause("why", "who", world.clock().instant()));
        assertThat(done(store, order(true))).isEqualTo(result(1, 1, 0, 0, 0, 0));
        assertThat(done(store, order(true, "sums"))).isEqualTo(result(1, 1, 0, 0, 0, 0));
        assertThat(done(store, order(true, "notes", "sums"))).isEqualTo(result(1, 2, 0, 0, 0, 0));
    }

    @Test
    void what_cannot_be_applied_is_parked_and_everything_else_goes_on() {
        var poisoned = Notes.newStream();
        Notes.append(store, poisoned, new Event.Written("poison"));
        Notes.append(store, Notes.newStream(), new Event.Written("good"));
        assertThat(reconciled(store)).isEqualTo(result(2, 4, 3, 1, 0, 0));
        assertThat(parked.find("notes", poisoned)).hasValueSatisfying(marker -> {
            assertThat(marker.version()).isEqualTo(1);
            assertThat(marker.error()).contains("cannot take it");
        });
        assertThat(world.failures).extracting(failure -> failure.kind()).containsExactly(Kind.PARKED);
    }

    @Test
    void a_row_that_knows_more_than_the_book_is_ahead() {
        var stream = Notes.newStream();
        var first = Notes.append(store, stream, new Event.Written("one"));
        Notes.append(store, stream, new Event.Written("two"));
        reconciled(store);
        assertThat(reconciled(restored(first))).isEqualTo(result(1, 0, 0, 0, 2, 0));
    }

    @Test
    void another_history_of_the_same_length_is_forked_and_so_is_a_longer_one() {
        var stream = Notes.newStream();
        Notes.append(store, stream, new Event.Written("one"));
        reconciled(store);
        var other = otherHistory(stream, 1);
        assertThat(reconciled(other)).isEqualTo(result(1, 0, 0, 0, 0, 2));
        var longer = otherHistory(stream, 2);
        assertThat(reconciled(longer)).isEqualTo(result(1, 2, 0, 2, 0, 2));
    }

    @Test
    void a_stream_that_grows_while_it_is_compared_is_neither_ahead_nor_forked() {
        var stream = Notes.newStream();
        Notes.append(store, stream, new Event.Written("one"));
        var growing = new ForwardingEventScan(new MemoryEventScan(store), 100) {
            @Override
            public Ends ends(Part part, @Nullable String after, int commitsMax) {
                var page = super.ends(part, after, commitsMax);
                if (page.ends().containsKey(stream)) {
                    Notes.append(store, stream, new Event.Written("two"));
                    consumers(store).forEach(consumer -> consumer.apply(stream, List.of(), Deadline.none()));
                }
                return page;
            }
        };
        var work = new Reconcile(growing, store, consumers(store), applying(), 1);
        assertThat(world.done(work, order(false)).result()).isEqualTo(result(1, 0, 0, 0, 0, 0));
    }

    @Test
    void without_time_it_goes_on_where_it_was() {
        for (int i = 0; i < 5; i++) {
            Notes.append(store, Notes.newStream(), new Event.Written("one"));
        }
        var work = new Reconcile(new MemoryEventScan(store), store, consumers(store), applying(), 1);
        var job = world.jobs(work).start(order(false));
        int[] asked = {0};
        world.run(world.worker(work), () -> asked[0]++ % 4 == 3);
        assertThat(world.job(job.id()).result()).isEqualTo(result(5, 10, 10, 0, 0, 0));
    }

    @Test
    void after_any_deliveries_everything_is_as_a_fold_from_scratch() {
        ForAll.seeds(SCHEDULES, random -> {
            var test = new ReconcileTest();
            var streams = new ArrayList<StreamName>();
            for (int i = 0; i < 6; i++) {
                streams.add(Notes.newStream());
            }
            var consumers = test.consumers(test.store);
            for (int i = 0; i < 30; i++) {
                var stream = streams.get(random.nextInt(streams.size()));
                var commit = Notes.append(
                        test.store, stream, new Event.Written("text " + i), new Event.Counted(List.of("a", "b"), i));
                for (var consumer : consumers) {
                    if (random.nextBoolean()) {
                        consumer.apply(stream, List.of(commit), Deadline.none());
                    }
                }
            }
            test.reconciled(test.store);
            long expected = 0;
            for (var stream : streams) {
                var commits = test.store.all(stream);
                expected += commits.stream()
                        .flatMap(commit -> Notes.EVENTS.decode(commit).stream())
                        .map(Recorded::event)
                        .mapToLong(event -> event instanceof Event.Counted counted ? counted.amount() : 0)
                        .sum();
                if (!commits.isEmpty()) {
                    assertThat(test.row(stream).events()).isEqualTo(2 * commits.size());
                }
            }
            assertThat(test.sum("a").amount()).isEqualTo(expected);
        });
    }

    /** The text of a note, unless it is poison. */
    private record Picky(String name) implements Projection<Event, Notes.Note> {
        private static final Notes.View VIEW = new Notes.View("notes");

        @Override
        public Notes.@Nullable Note evolve(Notes.@Nullable Note row, Recorded<Event> recorded) {
            if (recorded.event() instanceof Event.Written(var text) && text.equals("poison")) {
                throw new IllegalStateException("cannot take it");
            }
            return VIEW.evolve(row, recorded);
        }

        @Override
        public Category<?, ?, Event> follows() {
            return VIEW.follows();
        }

        @Override
        public Class<Notes.Note> rowType() {
            return Notes.Note.class;
        }

        @Override
        public List<Lookup<Notes.Note>> lookups() {
            return List.of();
        }
    }

    private List<StreamConsumer> consumers(EventStore of) {
        var notes = new Picky("notes");
        var rows = tables.<Notes.Note>open(ReadTables.SHARED, "notes", Notes.ROWS);
        var sums = new Notes.Sums("sums", false);
        return List.of(
                new Projector<>(
                        notes,
                        RowIndexes.of(ReadTables.SHARED, notes.lookups()),
                        Notes.EVENTS,
                        of,
                        rows,
                        Backoff.none()),
                new TallyProjector<>(
                        sums,
                        Notes.INDEX,
                        Notes.EVENTS,
                        of,
                        tables.openTally(ReadTables.SHARED, "sums", Notes.TALLIES),
                        Backoff.none()));
    }

    private Reconcile.Applying applying() {
        return new Reconcile.Applying(
                new Instructions(operators, world.clock()),
                new Parking(parked, world.clock(), world.failures::add)::park);
    }

    private @Nullable Map<String, Object> reconciled(MemoryEventStore of) {
        return reconciled(of, false);
    }

    private @Nullable Map<String, Object> reconciled(MemoryEventStore of, boolean dryRun) {
        return done(of, order(dryRun));
    }

    private @Nullable Map<String, Object> done(MemoryEventStore of, JobOrder order) {
        return world.done(new Reconcile(new MemoryEventScan(of), of, consumers(of), applying(), 2), order)
                .result();
    }

    private static JobOrder order(boolean dryRun, String... consumers) {
        return new JobOrder(JobKind.RECONCILE, null, null, null, dryRun, false, List.of(consumers));
    }

    private static Map<String, Object> result(
            long streams, long behind, long caughtUp, long parkedNow, long ahead, long forked) {
        return Map.of(
                "streams", streams,
                "behind", behind,
                "caughtUp", caughtUp,
                "parked", parkedNow,
                "ahead", ahead,
                "forked", forked);
    }

    private Notes.Note row(StreamName stream) {
        var row = tables.<Notes.Note>open(ReadTables.SHARED, "notes", Notes.ROWS)
                .read(stream.id())
                .orElseThrow();
        var value = row.value();
        if (value == null) {
            throw new AssertionError("the row is gone");
        }
        return value;
    }

    private Notes.Sum sum(String name) {
        var row = tables.<Notes.Sum>openTally(ReadTables.SHARED, "sums", Notes.TALLIES)
                .rows()
                .readAll(List.of(Notes.key(name).toString()), true)
                .values();
        return row.stream()
                .map(found -> found.value())
                .filter(value -> value != null)
                .findFirst()
                .orElseThrow();
    }

    private static MemoryEventStore restored(Commit... commits) {
        var restored = new MemoryEventStore();
        for (var commit : commits) {
            restored.append(Append.of(commit));
        }
        return restored;
    }

    /** The stream as another writer would have written it. */
    private static MemoryEventStore otherHistory(StreamName stream, int commits) {
        var other = new MemoryEventStore();
        for (int version = 0; version < commits; version++) {
            var encoded = Notes.EVENTS.encode("other-" + version, new Event.Written("other"));
            var metadata = Commits.metadata("command-" + version);
            other.append(new ExpectedAppend(stream, version, List.of(encoded), metadata));
        }
        return other;
    }
}
