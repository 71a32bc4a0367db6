package io.daybook.kernel.tally;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.Notes.Sum;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.store.EventStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TallyProjectorTest {
    private static final Progress APPLIED = new Progress.Applied();
    private static final Counted ONE = new Counted(List.of("all"), 1);

    private final ReadSide side = new ReadSide();

    /** Cannot take a share of 666, either where it is made or where it is merged. */
    private record Picky(Notes.Sums sums, boolean inMerge) implements Tally<Notes.Event, Sum> {
        @Override
        public String name() {
            return sums.name();
        }

        @Override
        public Category<?, ?, Notes.Event> follows() {
            return sums.follows();
        }

        @Override
        public Class<Sum> rowType() {
            return sums.rowType();
        }

        @Override
        public Map<TallyKey, Sum> shares(Recorded<Notes.Event> recorded) {
            var shares = sums.shares(recorded);
            if (!inMerge && shares.values().stream().anyMatch(share -> share.amount() == 666)) {
                throw new IllegalStateException("no way");
            }
            return shares;
        }

        @Override
        public Sum merge(Sum one, Sum other) {
            if (one.amount() == 666 || other.amount() == 666) {
                throw new IllegalStateException("no way");
            }
            return sums.merge(one, other);
        }
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void a_thousand_streams_that_add_to_one_row_are_eleven_transactions() {
        var streams = streams(1_000);
        var delivered = streams.stream()
                .collect(Collectors.toMap(Function.identity(), stream -> List.of(append(side.events, stream, ONE))));
        assertThat(sums().apply(delivered, Deadline.none())).isEqualTo(all(streams, stream -> APPLIED));
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "read all", 1L, "save", 11L));
        assertThat(row("all")).isEqualTo(new Sum(1_000, 1_000));
        assertThat(side.sums("sums").cursors(streams)).isEqualTo(all(streams, stream -> at(stream, 1)));
    }

    @Test
    void a_thousand_events_of_one_stream_are_one_transaction() {
        var stream = Notes.newStream();
        var commits = IntStream.range(0, 1_000)
                .mapToObj(n -> append(side.events, stream, ONE))
                .toList();
        assertThat(deliver(stream, commits)).isEqualTo(APPLIED);
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "read all", 1L, "save", 1L));
        assertThat(row("all")).isEqualTo(new Sum(1_000, 1_000));
    }

    @Test
    void a_row_in_parts_is_written_to_by_stream() {
        var streams = streams(50);
        var projector = projector(new Notes.Sums("sums", true));
        projector.apply(
                streams.stream()
                        .collect(Collectors.toMap(
                                Function.identity(), stream -> List.of(append(side.events, stream, ONE)))),
                Deadline.none());
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "read all", 1L, "save", 1L));
        var expected = new HashMap<String, Sum>();
        streams.forEach(stream -> expected.merge(
                "all#" + IndexKey.part(stream.toString()), new Sum(1, 1), new Notes.Sums("sums", false)::merge));
        assertThat(rows(IntStream.range(0, 8).mapToObj("all#%d"::formatted).toList()))
                .isEqualTo(expected);
        assertThat(row("all")).isNull();
    }

    @Test
    void commits_that_add_nothing_only_move_their_cursors() {
        var streams = streams(150);
        var delivered = streams.stream()
                .collect(Collectors.toMap(
                        Function.identity(), stream -> List.of(append(side.events, stream, new Seen()))));
        assertThat(sums().apply(delivered, Deadline.none())).isEqualTo(all(streams, stream -> APPLIED));
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "save", 1L));
        assertThat(side.sums("sums").cursors(streams)).isEqualTo(all(streams, stream -> at(stream, 1)));
    }

    @Test
    void a_cursor_that_was_moved_is_not_moved_again_because_another_one_was_elsewhere() {
        var streams = streams(150);
        var delivered = streams.stream()
                .collect(Collectors.toMap(
                        Function.identity(), stream -> List.of(append(side.events, stream, new Seen()))));
        var faster = side.sums("sums");
        side.disturb(call -> {
            if (call.equals("save")) {
                faster.save(List.of(), List.of(new TallyTable.Move(streams.getFirst(), Cursor.START, Cursor.at(1))));
            }
        });
        assertThat(sums().apply(delivered, Deadline.none())).isEqualTo(all(streams, stream -> APPLIED));
        assertThat(calls()).isEqualTo(Map.of("cursors", 2L, "save", 1L));
    }

    @Test
    void what_is_repeated_only_reads_the_cursor() {
        var stream = Notes.newStream();
        var commit = append(side.events, stream, ONE);
        deliver(stream, List.of(commit));
        side.forget();
        assertThat(deliver(stream, List.of(commit))).isEqualTo(APPLIED);
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L));
        assertThat(row("all")).isEqualTo(new Sum(1, 1));
    }

    @Test
    void a_long_backlog_is_read_and_saved_page_by_page() {
        var stream = Notes.newStream();
        IntStream.range(0, 2 * EventStore.PAGE_COMMITS_MAX + 1).forEach(n -> append(side.events, stream, ONE));
        assertThat(deliver(stream, List.of())).isEqualTo(APPLIED);
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "read after", 3L, "read all", 1L, "save", 3L));
        assertThat(row("all")).isEqualTo(new Sum(401, 401));
    }

    @Test
    void an_event_that_adds_to_more_rows_than_a_transaction_takes_is_written_in_chunks() {
        var stream = Notes.newStream();
        var commits = List.of(append(side.events, stream, ONE), append(side.events, stream, wide(250, 1)));
        assertThat(deliver(stream, commits)).isEqualTo(APPLIED);
        assertThat(calls()).isEqualTo(Map.of("cursors", 1L, "read all", 4L, "save", 4L));
        assertThat(rows(wide(250, 1).rows())).hasSize(250).containsValue(new Sum(1, 1));
        assertThat(cursor(stream)).isEqualTo(at(stream, 2));
    }

    @Test
    void a_crash_between_chunks_is_gone_on_from_by_whatever_is_delivered_next() {
        // The first save moves the cursor past the first commit, the second writes the first chunk.
        for (int crashAt = 3; crashAt <= 4; crashAt++) {
            for (var later : List.of("the same", "an older one", "a newer one", "nothing")) {
                var stream = Notes.newStream();
                var first = append(side.events, stream, new Seen());
                var second = append(side.events, stream, wide(250, 1), wide(120, 2));
                crashAtSave(crashAt, stream, List.of(first, second));
                var next = switch (later) {
                    case "the same" -> List.of(second);
                    case "an older one" -> List.of(first);
                    case "a newer one" -> List.of(append(side.events, stream, wide(3, 5)));
                    default -> List.<Commit>of();
                };
                assertThat(deliver(stream, next)).isEqualTo(APPLIED);
            }
        }
        // Two crashes, each gone on from in four ways, one of which adds to three rows.
        assertThat(row("row000")).isEqualTo(new Sum(8 * 3 + 2 * 5, 8 * 2 + 2));
        assertThat(row("row119")).isEqualTo(new Sum(8 * 3, 8 * 2));
        assertThat(row("row249")).isEqualTo(new Sum(8, 8));
    }

    @Test
    void two_deliveries_at_once_count_each_event_once() {
        var streams = streams(120);
        var delivered = streams.stream()
                .collect(Collectors.toMap(Function.identity(), stream -> List.of(append(side.events, stream, ONE))));
        var other = sums();
        var nested = new AtomicInteger();
        side.disturb(call -> {
            if (call.equals("save") && nested.getAndIncrement() == 1) {
                assertThat(other.apply(delivered, Deadline.none())).isEqualTo(all(streams, stream -> APPLIED));
            }
        });
        assertThat(sums().apply(delivered, Deadline.none())).isEqualTo(all(streams, stream -> APPLIED));
        assertThat(row("all")).isEqualTo(new Sum(120, 120));
    }

    @Test
    void a_row_that_another_writer_changed_is_read_again() {
        var mine = Notes.newStream();
        var theirs = Notes.newStream();
        var delivered = List.of(append(side.events, mine, ONE));
        var nested = new AtomicInteger();
        var other = sums();
        side.disturb(call -> {
            if (call.equals("save") && nested.getAndIncrement() == 0) {
                other.apply(Map.of(theirs, List.of(append(side.events, theirs, ONE))), Deadline.none());
            }
        });
        assertThat(deliver(mine, delivered)).isEqualTo(APPLIED);
        assertThat(row("all")).isEqualTo(new Sum(2, 2));
    }

    @Test
    void who_is_overtaken_at_every_attempt_gives_up_for_now() {
        var stream = Notes.newStream();
        var commits = List.of(append(side.events, stream, ONE));
        var faster = side.sums("sums");
        side.disturb(call -> {
            if (call.equals("save")) {
                var all = Notes.key("all").toString();
                var row = faster.rows().read(all).orElse(Row.none(all));
                faster.save(List.of(new Row<>(all, 0, row.revision(), new Sum(0, 0), List.of(), Set.of())), List.of());
            }
        });
        assertThat(deliver(stream, commits)).isEqualTo(new Progress.Postponed("its rows were overtaken 8 times"));
    }

    @Test
    void a_stream_with_an_event_that_it_cannot_take_leaves_the_others_current() {
        var good = streams(5);
        var bad = Notes.newStream();
        var delivered = new HashMap<StreamName, List<Commit>>();
        good.forEach(stream -> delivered.put(stream, List.of(append(side.events, stream, ONE))));
        delivered.put(
                bad,
                List.of(
                        append(side.events, bad, ONE),
                        append(side.events, bad, ONE, new Counted(List.of("all"), 666)),
                        append(side.events, bad, ONE)));
        var expected = new HashMap<StreamName, Progress>(all(good, stream -> APPLIED));
        expected.put(bad, new Progress.Poisoned(3, "IllegalStateException: no way"));
        var picky = projector(new Picky(new Notes.Sums("sums", false), false));
        assertThat(picky.apply(delivered, Deadline.none())).isEqualTo(expected);
        assertThat(row("all")).isEqualTo(new Sum(6, 6));
        assertThat(cursor(bad)).isEqualTo(at(bad, 1));
    }

    @Test
    void a_share_that_cannot_be_merged_is_poison_of_its_stream_alone() {
        var good = streams(5);
        var bad = Notes.newStream();
        var delivered = new HashMap<StreamName, List<Commit>>();
        good.forEach(stream ->
                delivered.put(stream, List.of(append(side.events, stream, ONE), append(side.events, stream, ONE))));
        delivered.put(
                bad,
                List.of(append(side.events, bad, ONE), append(side.events, bad, new Counted(List.of("all"), 666))));
        var expected = new HashMap<StreamName, Progress>(all(good, stream -> APPLIED));
        expected.put(bad, new Progress.Poisoned(2, "IllegalStateException: no way"));
        var picky = projector(new Picky(new Notes.Sums("sums", false), true));
        assertThat(picky.apply(delivered, Deadline.none())).isEqualTo(expected);
        assertThat(row("all")).isEqualTo(new Sum(11, 11));
    }

    @Test
    void after_the_deadline_nothing_is_begun() {
        var streams = streams(300);
        var delivered = streams.stream()
                .collect(Collectors.toMap(Function.identity(), stream -> List.of(append(side.events, stream, ONE))));
        var progress = sums().apply(delivered, () -> calls().getOrDefault("save", 0L) == 2);
        assertThat(progress.values().stream().filter(APPLIED::equals)).hasSize(198);
        assertThat(progress.values().stream().filter(new Progress.Postponed("the deadline has passed")::equals))
                .hasSize(102);
        assertThat(row("all")).isEqualTo(new Sum(198, 198));
    }

    private void crashAtSave(int number, StreamName stream, List<Commit> commits) {
        var saves = new AtomicInteger();
        side.disturb(call -> {
            if (call.equals("save") && saves.incrementAndGet() == number) {
                throw new Crash();
            }
        });
        assertThatThrownBy(() -> deliver(stream, commits)).isInstanceOf(Crash.class);
        side.disturb(call -> {});
    }

    private TallyProjector<Notes.Event, Sum> sums() {
        return projector(new Notes.Sums("sums", false));
    }

    private TallyProjector<Notes.Event, Sum> projector(Tally<Notes.Event, Sum> projection) {
        return new TallyProjector<>(
                projection,
                ReadTables.SHARED_INDEX,
                Notes.EVENTS,
                side.store,
                side.tables.openTally(ReadTables.SHARED, projection.name(), Notes.TALLIES),
                Backoff.none());
    }

    private Progress deliver(StreamName stream, List<Commit> commits) {
        return Objects.requireNonNull(
                sums().apply(Map.of(stream, commits), Deadline.none()).get(stream));
    }

    private Map<String, Long> calls() {
        return side.calls.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private Sum row(String key) {
        return rows(List.of(key)).get(key);
    }

    private Map<String, Sum> rows(List<String> keys) {
        var values = new HashMap<String, Sum>();
        for (var key : keys) {
            var stored = Notes.key(key).toString();
            side.sums("sums")
                    .rows()
                    .readAll(List.of(stored), true)
                    .values()
                    .forEach(row -> values.put(key, row.value()));
        }
        return values;
    }

    private Cursor cursor(StreamName stream) {
        return side.sums("sums").cursors(List.of(stream)).get(stream);
    }

    private static Counted wide(int rows, long amount) {
        return new Counted(
                IntStream.range(0, rows).mapToObj("row%03d"::formatted).toList(), amount);
    }

    private static Cursor at(StreamName stream, long version) {
        return Cursor.at(
                new StreamPosition(version, Commits.hashAt(stream, version).prefix()));
    }

    private static <T> Map<StreamName, T> all(List<StreamName> streams, Function<StreamName, T> value) {
        return streams.stream().collect(Collectors.toMap(Function.identity(), value));
    }

    private static List<StreamName> streams(int count) {
        return Stream.generate(Notes::newStream).limit(count).toList();
    }
}
