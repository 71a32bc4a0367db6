package io.daybook.kernel.project;

import static io.daybook.fixture.Notes.append;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Notes;
import io.daybook.fixture.Notes.Event.*;
import io.daybook.fixture.Notes.Note;
import io.daybook.fixture.Notes.Sum;
import io.daybook.fixture.Picky;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.tally.TallyProjector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator skips a poison event for a projection and for a tally. */
final class SkippedEventTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Counted POISON = new Counted(List.of("all"), 666);
    private static final Counted ONE = new Counted(List.of("all"), 1);
    private static final String ALL = Notes.key("all").toString();

    private final ReadSide side = new ReadSide();
    private final MemoryOperatorTable operators = new MemoryOperatorTable();
    private final StreamName bad = Notes.newStream();
    private final List<StreamName> good =
            Stream.generate(Notes::newStream).limit(5).toList();
    private boolean isFixed;

    /** The third event of one stream. */
    @BeforeEach
    void one_stream_is_poisoned() {
        append(side.events, bad, new Written("hello"), ONE);
        append(side.events, bad, POISON);
        append(side.events, bad, ONE);
    }

    private void skip() {
        for (var consumer : List.of("notes", "sums")) {
            operators.skip(new Skip(consumer, bad, 3, "not worth a release", "ada", NOW));
        }
    }

    @Test
    void what_was_parked_goes_on_behind_it() {
        deliver(bad);
        assertThat(side.parked.list(null, 10).parked()).hasSize(2);
        skip();
        assertThat(redriver().redriveNow(Set.of(), Set.of(), Deadline.none())).isEqualTo(2);
        assertThat(side.row("notes", bad).version()).isEqualTo(4);
        assertThat(note()).isEqualTo(new Note("hello", List.of(), 3));
        assertThat(sum()).isEqualTo(new Sum(2, 2));
        assertThat(side.parked.list(null, 10).parked()).isEmpty();
    }

    @Test
    void it_is_skipped_for_ever_also_where_a_release_that_could_take_it_makes_the_rows_anew() {
        skip();
        isFixed = true;
        deliver(bad);
        assertThat(note()).isEqualTo(new Note("hello", List.of(), 3));
        assertThat(sum()).isEqualTo(new Sum(2, 2));
    }

    @Test
    void a_tally_still_takes_the_other_streams_of_the_batch_together() {
        skip();
        good.forEach(stream -> append(side.events, stream, ONE));
        var all = Stream.concat(good.stream(), Stream.of(bad)).toArray(StreamName[]::new);
        side.forget();
        deliver(List.of(sums()), all);
        assertThat(sum()).isEqualTo(new Sum(7, 7));
        assertThat(side.calls.stream().filter("save"::equals))
                .as("one for the five, one for the stream with the skipped event")
                .hasSize(2);
    }

    @Test
    void other_streams_and_other_consumers_take_their_events_all_the_same() {
        operators.skip(new Skip("notes", bad, 3, "not worth a release", "ada", NOW));
        isFixed = true;
        append(side.events, good.getFirst(), new Written("hello"), ONE, POISON);
        deliver(bad, good.getFirst());
        assertThat(side.row("notes", good.getFirst()).value()).isEqualTo(new Note("hello", List.of(), 3));
        assertThat(sum()).isEqualTo(new Sum(666 + 2 + 666 + 1, 5));
    }

    private void deliver(StreamName... streams) {
        deliver(List.of(notes(), sums()), streams);
    }

    private void deliver(List<StreamConsumer> consumers, StreamName... streams) {
        var batch = new HashMap<StreamName, List<Commit>>();
        for (var stream : streams) {
            batch.put(stream, side.events.all(stream));
        }
        var delivery = new Consumers(
                consumers,
                side.parked,
                () -> NOW,
                4,
                failure -> {},
                Signals.NONE,
                new Instructions(operators, () -> NOW));
        assertThat(delivery.deliver(batch, Deadline.none())).isEmpty();
    }

    private Redriver redriver() {
        return new Redriver(
                List.of(notes(), sums()),
                side.parked,
                () -> NOW,
                failure -> {},
                Signals.NONE,
                new Instructions(operators, () -> NOW));
    }

    private @Nullable Note note() {
        return side.row("notes", bad).value();
    }

    private @Nullable Sum sum() {
        return side.sums("sums").rows().read(ALL).orElse(Row.none(ALL)).value();
    }

    private boolean isPoison(Notes.Event event) {
        return !isFixed && event.equals(POISON);
    }

    private StreamConsumer notes() {
        var view = new Notes.View("notes");
        return new Projector<>(
                new Picky.View(view, this::isPoison),
                RowIndexes.of(ReadTables.SHARED, view.lookups()),
                Notes.EVENTS,
                side.store,
                side.tables.open(ReadTables.SHARED, "notes", Notes.ROWS),
                Backoff.none());
    }

    private StreamConsumer sums() {
        return new TallyProjector<>(
                new Picky.Sums(new Notes.Sums("sums", false), this::isPoison),
                ReadTables.SHARED_INDEX,
                Notes.EVENTS,
                side.store,
                side.tables.openTally(ReadTables.SHARED, "sums", Notes.TALLIES),
                Backoff.none());
    }
}
