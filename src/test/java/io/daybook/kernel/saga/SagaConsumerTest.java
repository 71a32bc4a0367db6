package io.daybook.kernel.saga;

import static io.daybook.kernel.saga.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.saga.Trips.Command;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SagaConsumerTest {
    private static final Progress APPLIED = new Progress.Applied();

    private final TripWorld world = new TripWorld();

    @Test
    void commits_that_concern_no_instance_are_passed_over_without_a_read_or_a_write() {
        assertThat(world.happens(TRIP, new Command.Pack())).isEqualTo(APPLIED);
        assertThat(world.calls).isEmpty();
    }

    @Test
    void the_row_is_saved_before_anything_is_sent_and_each_wave_of_answers_at_once() {
        assertThat(world.happens(TRIP, new Command.Plan(2))).isEqualTo(APPLIED);
        assertThat(world.calls)
                .containsExactly("read row", "save row", "send book room-1", "send book room-2", "save row");
        assertThat(world.state()).isEqualTo(new Trips.State("t1", 2, 2, 2, 0, List.of(), "booked"));
        assertThat(world.row().pending()).isEmpty();
        assertThat(world.row().applied()).isEqualTo(Map.of(TRIP, 1L));
    }

    @Test
    void sixty_commands_go_in_waves_of_at_most_twenty_five() {
        world.happens(TRIP, new Command.Plan(60));
        assertThat(world.state()).isEqualTo(new Trips.State("t1", 60, 60, 60, 0, List.of(), "booked"));
        assertThat(world.calls.stream().filter("save row"::equals)).hasSize(4);
        assertThat(world.row().steps()).isEqualTo(61);
    }
}
