package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.process.Trips.Command;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sagas and reactors that missed deliveries are brought up to date. */
final class ReconcileProcessesTest {
    private final TripWorld world = new TripWorld();
    private final TripFollowers followers = new TripFollowers(world);

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
        assertThat(followers.heard).isEmpty();
        assertThat(behind(reactor(), false)).isEqualTo("1 behind, 1 caught up");
        assertThat(behind(reactor(), false)).isEqualTo("0 behind, 0 caught up");
        assertThat(followers.heard).containsExactly("one");
        assertThat(followers.cursors.read("listener", TRIP).version()).isEqualTo(3);
    }

    @Test
    void what_does_not_concern_a_reactor_is_not_behind() {
        world.did(TRIP, new Command.Plan(0));
        assertThat(behind(reactor(), false)).isEqualTo("0 behind, 0 caught up");
        assertThat(followers.cursors.read("listener", TRIP)).isEqualTo(StreamPosition.START);
    }

    private StreamConsumer saga() {
        return world.runner();
    }

    private StreamConsumer reactor() {
        return followers.listener();
    }

    private String behind(StreamConsumer consumer, boolean dryRun) {
        return followers.reconcile(List.of(consumer), dryRun);
    }
}
