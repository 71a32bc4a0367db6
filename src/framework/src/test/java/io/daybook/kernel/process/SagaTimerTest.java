package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.SagaInstance.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SagaTimerTest {
    private static final Event FEE = new Event.Paid("fee of t1");

    private final TripWorld world = new TripWorld();
    private final Instant start = world.now;

    @BeforeEach
    void a_trip_waits() {
        world.did(PURSE, new Command.Deposit());
        world.happens(TRIP, new Command.Plan(0));
        world.happens(TRIP, new Command.Note("wait"));
    }

    private void sweepAfter(Duration time) {
        world.now = start.plus(time);
        world.calls.clear();
        world.sweep();
    }

    @Test
    void a_timer_is_not_due_before_its_time() {
        assertThat(world.row().work().timers()).containsExactly(new Timer("patience", 1, start.plus(Trips.PATIENCE)));
        assertThat(world.row().dueAt()).isEqualTo(start.plus(Trips.PATIENCE));
        sweepAfter(Trips.PATIENCE.minusMillis(1));
        assertThat(world.calls).containsExactly("read row");
    }

    @Test
    void a_timer_fires_once() {
        sweepAfter(Trips.PATIENCE);
        assertThat(world.calls).containsExactly("read row", "save row", "send pay purse-p", "save row");
        sweepAfter(Trips.PATIENCE.multipliedBy(9));
        assertThat(world.calls).containsExactly("read row");
        assertThat(world.paid()).containsExactly(new Event.Paid("deposit"), FEE);
        assertThat(world.row().work().timers()).isEmpty();
        assertThat(world.row().dueAt()).isNull();
    }

    @Test
    void what_a_timer_causes_names_its_start_and_is_not_recorded_before_it_was_due() {
        world.happens(TRIP, new Command.Note("wait"));
        world.now = start.plus(Trips.PATIENCE).minusMillis(3);
        world.runner().sweep("t1", start.plus(Trips.PATIENCE), () -> false);
        var paid = world.store.last(PURSE).orElseThrow().metadata();
        assertThat(paid.causationId()).isEqualTo("journey#t1#patience#2");
        assertThat(paid.correlationId()).isEqualTo("correlation of trip-t1");
        assertThat(paid.at()).isEqualTo(start.plus(Trips.PATIENCE));
    }

    @Test
    void a_timer_that_is_started_again_begins_anew() {
        world.now = start.plus(Duration.ofMinutes(9));
        world.happens(TRIP, new Command.Note("wait"));
        assertThat(world.row().work().timers())
                .containsExactly(new Timer(
                        "patience", 2, start.plus(Duration.ofMinutes(9)).plus(Trips.PATIENCE)));
        sweepAfter(Trips.PATIENCE);
        assertThat(world.paid()).doesNotContain(FEE);
        sweepAfter(Duration.ofMinutes(19));
        assertThat(world.paid()).containsOnlyOnce(FEE);
    }

    @Test
    void a_timer_that_is_cancelled_never_fires() {
        world.happens(TRIP, new Command.Note("go"));
        assertThat(world.row().dueAt()).isNull();
        sweepAfter(Duration.ofDays(1));
        assertThat(world.calls).containsExactly("read row");
        world.happens(TRIP, new Command.Note("go"));
        assertThat(world.history().getLast().timers()).isEmpty();
    }

    @Test
    void a_timer_that_another_one_cancels_does_not_fire_though_both_are_due() {
        world.happens(TRIP, new Command.Note("go"));
        world.happens(TRIP, new Command.Note("hurry"));
        world.happens(TRIP, new Command.Note("wait"));
        sweepAfter(Trips.PATIENCE);
        assertThat(world.state().notes()).endsWith("due hurry");
        assertThat(world.paid()).doesNotContain(FEE);
        assertThat(world.row().work().timers()).isEmpty();
    }

    @Test
    void timers_that_are_due_together_fire_in_the_order_in_which_they_became_due() {
        world.happens(TRIP, new Command.Note("hurry"));
        sweepAfter(Trips.PATIENCE);
        assertThat(world.state().notes()).isEqualTo(List.of("wait", "hurry", "due hurry"));
        assertThat(world.paid()).doesNotContain(FEE);
    }

    @Test
    void a_timer_whose_trigger_cannot_be_taken_stays_and_is_tried_again_with_growing_pauses() {
        world.journey.broken = true;
        sweepAfter(Trips.PATIENCE);
        assertThat(world.row().work().timers()).hasSize(1);
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(1)));
        assertThat(world.parked.find("journey", TRIP)).isPresent();
        sweepAfter(Duration.ofMinutes(11));
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(2)));
        world.journey.broken = false;
        sweepAfter(Duration.ofMinutes(13));
        assertThat(world.paid()).containsOnlyOnce(FEE);
        assertThat(world.row().trouble().attempts()).isZero();
        assertThat(world.row().trouble().error()).isNull();
    }

    @Test
    void a_redrive_fires_what_could_not_be_taken_and_need_not_wait_for_its_pause() {
        world.journey.broken = true;
        sweepAfter(Trips.PATIENCE);
        world.journey.broken = false;
        assertThat(world.redrive(TRIP)).isEqualTo(new Progress.Applied());
        assertThat(world.paid()).containsOnlyOnce(FEE);
        assertThat(world.row().trouble().error()).isNull();
        assertThat(world.row().dueAt()).isNull();
    }

    @Test
    void the_error_of_a_timer_goes_with_the_timer() {
        var cancelled = world.did(TRIP, new Command.Note("go"));
        world.journey.broken = true;
        sweepAfter(Trips.PATIENCE);
        assertThat(world.row().trouble().error()).isNotNull();
        world.deliver(cancelled);
        assertThat(world.row().trouble().error()).isNull();
        assertThat(world.row().trouble().attempts()).isZero();
        assertThat(world.redrive(TRIP)).isEqualTo(new Progress.Applied());
    }

    @Test
    void an_instance_that_does_not_exist_is_not_swept() {
        world.runner().sweep("nobody", world.now, () -> false);
        assertThat(world.table.all("journey")).hasSize(1);
    }

    @Test
    void whichever_of_a_due_timer_and_its_cancellation_is_saved_first_wins() {
        var cancelled = world.did(TRIP, new Command.Note("go"));
        world.now = start.plus(Trips.PATIENCE);
        var overtaken = world.runner(call -> {
            if (call.equals("save row") && world.row().work().timers().size() == 1) {
                world.deliver(cancelled);
            }
        });
        overtaken.sweep("t1", world.now, () -> false);
        assertThat(world.state().notes()).isEqualTo(List.of("wait", "go"));
        assertThat(world.paid()).doesNotContain(FEE);
    }
}
