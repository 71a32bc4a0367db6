package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.JobWorld;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorConsumer;
import io.daybook.kernel.replay.Reconcile;
import io.daybook.kernel.saga.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sagas and reactors that missed deliveries are brought up to date. */
final class ReconcileProcessesTest {
    private final TripWorld world = new TripWorld();
    private final JobWorld jobs = new JobWorld();
    private final MemoryStreamCursors cursors = new MemoryStreamCursors();
    private final Listener listener = new Listener();

    /** Hears every note of a trip, and does nothing about it. */
    private static final class Listener implements Reactor<Event> {
        final List<String> heard = new ArrayList<>();

        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Category<?, ?, Event> follows() {
            return Trips.TRIP;
        }

        @Override
        public boolean concerns(Event event) {
            return event instanceof Event.Noted;
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<Event> recorded, String idempotencyKey) {
            heard.add(((Event.Noted) recorded.event()).text());
            return Optional.empty();
        }
    }

    @BeforeEach
    void there_is_a_purse() {
        world.did(PURSE, new Command.Deposit());
    }

    @Test
    void a_saga_whose_starting_event_was_never_delivered_is_started() {
        world.did(TRIP, new Command.Plan(0));
        world.did(TRIP, new Command.Note("late"));
        assertThat(behind(saga(), true)).isEqualTo("1 behind, 0 caught up");
        assertThat(world.table.read("journey", "t1")).isEmpty();
        assertThat(behind(saga(), false)).isEqualTo("1 behind, 1 caught up");
        assertThat(world.state().notes()).containsExactly("late");
        assertThat(behind(saga(), false)).isEqualTo("0 behind, 0 caught up");
    }

    @Test
    void a_saga_hears_what_its_streams_said_meanwhile_and_not_what_does_not_concern_it() {
        world.happens(TRIP, new Command.Plan(0));
        world.did(TRIP, new Command.Pack());
        assertThat(behind(saga(), false)).isEqualTo("0 behind, 0 caught up");
        world.did(TRIP, new Command.Note("one"));
        assertThat(behind(saga(), false)).isEqualTo("1 behind, 1 caught up");
        assertThat(world.state().notes()).containsExactly("one");
    }

    @Test
    void a_stream_that_could_only_go_on_with_an_instance_that_is_not_there_is_not_behind() {
        world.did(TRIP, new Command.Note("nobody listens"));
        world.did(LETTER, new Command.Pack());
        assertThat(behind(saga(), false)).isEqualTo("0 behind, 0 caught up");
        assertThat(world.table.read("journey", "t1")).isEmpty();
    }

    @Test
    void a_reactor_reacts_to_what_was_never_delivered_once() {
        world.did(TRIP, new Command.Plan(0));
        world.did(TRIP, new Command.Note("one"));
        world.did(TRIP, new Command.Pack());
        assertThat(behind(reactor(), true)).isEqualTo("1 behind, 0 caught up");
        assertThat(listener.heard).isEmpty();
        assertThat(behind(reactor(), false)).isEqualTo("1 behind, 1 caught up");
        assertThat(behind(reactor(), false)).isEqualTo("0 behind, 0 caught up");
        assertThat(listener.heard).containsExactly("one");
        assertThat(cursors.read("listener", TRIP).version()).isEqualTo(3);
    }

    @Test
    void what_does_not_concern_a_reactor_is_not_behind() {
        world.did(TRIP, new Command.Plan(0));
        assertThat(behind(reactor(), false)).isEqualTo("0 behind, 0 caught up");
        assertThat(cursors.read("listener", TRIP)).isEqualTo(StreamPosition.START);
    }

    private StreamConsumer saga() {
        return world.runner();
    }

    private StreamConsumer reactor() {
        return new ReactorConsumer<>(listener, TripWorld.codec(Trips.TRIP), world.store, cursors, world.watchedBus());
    }

    private String behind(StreamConsumer consumer, boolean dryRun) {
        var applying = new Reconcile.Applying(
                Instructions.none(), new Parking(world.parked, jobs.clock(), jobs.failures::add)::park);
        var work = new Reconcile(new MemoryEventScan(world.store), world.store, List.of(consumer), applying, 2);
        var order = new JobOrder(JobKind.RECONCILE, null, null, null, dryRun, false, List.of());
        @Nullable Map<String, Object> result = jobs.done(work, order).result();
        return result == null ? "" : result.get("behind") + " behind, " + result.get("caughtUp") + " caught up";
    }
}
