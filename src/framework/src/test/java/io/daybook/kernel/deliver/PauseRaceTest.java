package io.daybook.kernel.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.fixture.ForwardingParkedStreams;
import io.daybook.fixture.Notes;
import io.daybook.fixture.ReadSide;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** No event is lost, at whatever moment a consumer is paused or resumed. */
final class PauseRaceTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    /** One run. Something else happens before one of the calls to storage. */
    private static final class World {
        final ReadSide side = new ReadSide();
        final MemoryOperatorTable operators = new MemoryOperatorTable();
        final StreamName stream = Notes.newStream();
        final ParkedStreams parked = new ForwardingParkedStreams(side.parked) {
            @Override
            protected void before(String call) {
                called();
            }
        };
        private final AtomicInteger untilThen = new AtomicInteger();
        private Runnable meanwhile = () -> {};
        Instant now = START;

        World() {
            side.disturb(call -> called());
        }

        /** @param call from 1: how many calls from now */
        void before(int call, Runnable other) {
            meanwhile = other;
            untilThen.set(call);
        }

        private void called() {
            if (untilThen.getAndDecrement() == 1) {
                meanwhile.run();
            }
        }

        /** If not, it does not happen any more. */
        boolean hasHappened() {
            return untilThen.getAndSet(0) <= 0;
        }

        /** What a process knows that has just read it, and does not read again. */
        Instructions picture() {
            var instructions = new Instructions(operators, () -> START);
            instructions.paused();
            return instructions;
        }

        void pause() {
            operators.pause("notes", new Pause("a bad release", "ada", now));
        }

        void append(Instructions by) {
            var commit = Notes.append(side.events, stream, new Notes.Event.Seen());
            var consumers = new Consumers(List.of(notes()), parked, () -> now, 4, failure -> {}, Signals.NONE, by);
            assertThat(consumers.deliver(Map.of(stream, List.of(commit)), Deadline.none()))
                    .isEmpty();
        }

        Redriver redriver() {
            return new Redriver(List.of(notes()), parked, () -> now, failure -> {}, Signals.NONE, picture());
        }

        /** The sweeper's next hour. */
        void sweep() {
            for (int minute = 0; minute < 60; minute++) {
                now = now.plus(Duration.ofMinutes(1));
                redriver().redriveDue(Deadline.none());
            }
        }

        private StreamConsumer notes() {
            var view = new Notes.View("notes");
            return new Projector<>(
                    view,
                    RowIndexes.of(ReadTables.SHARED, view.lookups()),
                    Notes.EVENTS,
                    side.store,
                    side.tables.open(ReadTables.SHARED, "notes", Notes.ROWS),
                    Backoff.none());
        }

        void nothingIsLost() {
            assertThat(side.row("notes", stream).version())
                    .isEqualTo(side.events.last(stream).orElseThrow().lastVersion());
            assertThat(side.parked.list(null, 10).parked()).isEmpty();
        }
    }

    @Test
    void a_process_that_does_not_know_yet_that_a_consumer_was_resumed_loses_nothing() {
        int call = 0;
        boolean isOver = false;
        while (!isOver) {
            var world = new World();
            world.pause();
            var late = world.picture();
            world.append(late);
            world.operators.resume("notes");
            world.before(++call, () -> world.append(late));
            assertThat(world.redriver().redriveNow(Set.of("notes"), Set.of(), Deadline.none()))
                    .isBetween(0, 1);
            isOver = !world.hasHappened();
            world.sweep();
            world.nothingIsLost();
        }
        assertThat(call).as("calls of a redrive").isGreaterThan(4);
    }

    @Test
    void a_process_that_does_not_know_yet_that_a_consumer_is_paused_loses_nothing() {
        int call = 0;
        boolean isOver = false;
        while (!isOver) {
            var world = new World();
            var late = world.picture();
            // Its record was lost, so that the delivery has something to read.
            Notes.append(world.side.events, world.stream, new Notes.Event.Seen());
            world.before(++call, () -> {
                world.pause();
                world.append(world.picture());
            });
            world.append(late);
            isOver = !world.hasHappened();
            world.operators.resume("notes");
            world.sweep();
            world.nothingIsLost();
        }
        assertThat(call).as("calls of a delivery").isGreaterThan(2);
    }

    @Test
    void however_long_a_pause_is_the_sweeper_neither_applies_nor_forgets_what_was_delivered() {
        var world = new World();
        world.pause();
        world.append(world.picture());
        world.append(world.picture());
        world.sweep();
        assertThat(world.side.row("notes", world.stream).version()).isZero();
        assertThat(world.side.parked.list(null, 10).parked())
                .extracting(ParkedStream::stream, ParkedStream::isPaused, ParkedStream::attempts)
                .containsExactly(tuple(world.stream, true, 0));
        world.operators.resume("notes");
        world.sweep();
        world.nothingIsLost();
    }
}
