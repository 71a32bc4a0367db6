package io.daybook.kernel.process;

import io.daybook.fixture.JobWorld;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorConsumer;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.saga.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reactors to the notes of trips, and the job that brings whoever follows trips up to date. */
final class TripFollowers {
    final MemoryStreamCursors cursors = new MemoryStreamCursors();
    /** What the listener heard, in order. */
    final List<String> heard = new ArrayList<>();

    private final TripWorld world;
    private final JobWorld jobs = new JobWorld();

    TripFollowers(TripWorld world) {
        this.world = world;
    }

    /** Reacts to every note of a trip. */
    interface NoteReactor extends Reactor<Event> {
        @Override
        default Category<?, ?, Event> follows() {
            return Trips.TRIP;
        }

        @Override
        default boolean concerns(Event event) {
            return event instanceof Event.Noted;
        }
    }

    /** Does nothing about what it hears. */
    private final class Listener implements NoteReactor {
        @Override
        public String name() {
            return "listener";
        }

        @Override
        public Optional<Effect.Send<?>> react(Recorded<Event> recorded, String idempotencyKey) {
            heard.add(((Event.Noted) recorded.event()).text());
            return Optional.empty();
        }
    }

    ReactorConsumer<Event> listener() {
        return new ReactorConsumer<>(
                new Listener(), TripWorld.codec(Trips.TRIP), world.store, cursors, world.watchedBus());
    }

    /** @param names of those that are meant; all without any */
    String reconcile(List<StreamConsumer> consumers, boolean dryRun, String... names) {
        var applying = new Reconcile.Applying(
                Instructions.none(), new Parking(world.parked, jobs.clock(), jobs.failures::add)::park);
        var work = new Reconcile(new MemoryEventScan(world.store), world.store, consumers, applying, 2);
        var order = new JobOrder(JobKind.RECONCILE, null, null, null, dryRun, false, List.of(names));
        var result = Objects.requireNonNull(jobs.done(work, order).result());
        var unregistered = result.get("unregistered");
        return result.get("behind") + " behind, " + result.get("caughtUp") + " caught up"
                + (unregistered == null ? "" : ", unregistered " + unregistered);
    }
}
