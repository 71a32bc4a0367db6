package io.daybook.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.RestoredStorage;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A saga goes on where the event table was restored to an earlier moment and another history grows in it. */
final class RestoredSagaTest {
    private static final Progress APPLIED = new Progress.Applied();

    private final TripWorld world = new TripWorld();
    private final StreamName trip = new StreamName("trip", UUID.randomUUID().toString());

    @ParameterizedTest
    @EnumSource
    void another_history_is_found_when_it_passes_what_was_applied_and_nothing_of_it_is_applied(
            RestoredStorage.Kind kind) {
        var storage = kind.open();
        var planned = world.did(trip, new Command.Plan(0));
        var noted = world.did(trip, new Command.Note("a"));
        var notedAgain = world.did(trip, new Command.Note("lost"));
        for (var commit : List.of(planned, noted, notedAgain)) {
            storage.before().append(Append.of(commit));
        }
        assertThat(TripWorld.deliver(runner(storage, storage.before()), notedAgain))
                .isEqualTo(APPLIED);
        var instance = instance(storage);
        assertThat(instance.work().applied().get(trip)).isEqualTo(notedAgain.end());

        storage.restored().append(Append.of(planned));
        var restored = runner(storage, storage.restored());
        assertThat(TripWorld.deliver(restored, other(storage, "shorter"))).isEqualTo(APPLIED);
        assertThat(TripWorld.deliver(restored, other(storage, "as long"))).isEqualTo(APPLIED);
        assertThat(TripWorld.deliver(restored, other(storage, "longer")))
                .isEqualTo(new Progress.Poisoned(
                        4,
                        "CorruptStreamException: fork: what was applied is not what is stored; in " + trip
                                + " the commit that begins with version 4 does not follow the commit that is"
                                + " stored before it"));
        assertThat(instance(storage)).isEqualTo(instance);
    }

    @ParameterizedTest
    @EnumSource
    void the_history_that_was_applied_goes_on_as_if_nothing_had_been(RestoredStorage.Kind kind) {
        var storage = kind.open();
        var planned = world.did(trip, new Command.Plan(0));
        storage.before().append(Append.of(planned));
        assertThat(TripWorld.deliver(runner(storage, storage.before()), planned))
                .isEqualTo(APPLIED);

        storage.restored().append(Append.of(planned));
        var next = other(storage, "next");
        assertThat(TripWorld.deliver(runner(storage, storage.restored()), next)).isEqualTo(APPLIED);
        assertThat(instance(storage).work().applied().get(trip)).isEqualTo(next.end());
    }

    private SagaInstance instance(RestoredStorage storage) {
        return storage.sagas().read("journey", trip.id()).orElseThrow();
    }

    private SagaConsumer<Trips.State> runner(RestoredStorage storage, EventStore events) {
        var settings = new SagaSettings(() -> world.now, Backoff.none(), 8, Runnable::run);
        return world.runner(new SagaConsumer.Ports(
                events, storage.sagas(), world.bus, TripWorld.COMMANDS, world.parked, settings, world.failures::add));
    }

    /** A note in the history that grows in the restored table. */
    private Commit other(RestoredStorage storage, String text) {
        var last = storage.restored().last(trip).orElseThrow();
        var event = TripWorld.codec(Trips.TRIP).encode(UUID.randomUUID().toString(), new Event.Noted(text));
        var metadata = new EventMetadata(UUID.randomUUID().toString(), "r", "c", null, world.now, "test-1");
        storage.restored().append(new ExpectedAppend(trip, last.lastVersion(), List.of(event), metadata));
        return storage.restored().last(trip).orElseThrow();
    }
}
