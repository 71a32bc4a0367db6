package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.process.Trips.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Commands of a saga that lose their races. */
final class SagaRaceTest {
    private final TripWorld world = new TripWorld();
    private final List<Duration> pauses = new ArrayList<>();
    private int sends;

    @Test
    void a_command_that_loses_its_races_is_sent_again_within_seconds_with_jitter() {
        loseRaces(20);
        var planned = world.did(TRIP, new Command.Plan(1));
        assertThat(deliver(planned, Deadline.none())).isEqualTo(new Progress.Applied());
        assertThat(world.state().step()).isEqualTo("booked");
        assertThat(world.row().trouble().attempts()).isZero();
        assertThat(pauses).hasSize(20).allMatch(pause -> pause.toMillis() <= 500);
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void where_the_invocation_has_no_more_time_it_is_left_to_the_sweeper() {
        loseRaces(Integer.MAX_VALUE);
        var planned = world.did(TRIP, new Command.Plan(1));
        var start = world.now;
        deliver(planned, Deadline.at(start.plusSeconds(3), () -> world.now));
        assertThat(world.now).isBetween(start.plusSeconds(3), start.plusMillis(3_500));
        assertThat(world.row().trouble().error()).isEqualTo("book room-1 lost 8 races in a row");
        assertThat(world.row().trouble().attempts()).isEqualTo(1);
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(1)));
    }

    @Test
    void a_command_that_always_loses_is_given_a_rest_also_where_there_is_no_deadline() {
        loseRaces(Integer.MAX_VALUE);
        deliver(world.did(TRIP, new Command.Plan(1)), Deadline.none());
        assertThat(sends).isEqualTo(100);
        assertThat(world.row().trouble().attempts()).isEqualTo(1);
    }

    private void loseRaces(int races) {
        world.disturb((send, context) -> ++sends <= races ? new Outcome.Contended(8) : null);
    }

    private Progress deliver(Commit planned, Deadline deadline) {
        var backoff = new Backoff(Duration.ofMillis(20), Duration.ofMillis(500), new Random(1), this::sleep);
        var settings = new SagaSettings(() -> world.now, backoff, 8, Runnable::run);
        var runner = world.runner(new SagaConsumer.Ports(
                world.store,
                world.table,
                world.watchedBus(),
                TripWorld.COMMANDS,
                world.parked,
                settings,
                world.failures::add));
        return runner.apply(TRIP, List.of(planned), deadline);
    }

    private void sleep(Duration pause) {
        pauses.add(pause);
        world.now = world.now.plus(pause);
    }
}
