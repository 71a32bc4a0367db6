package io.daybook.testing;

import static io.daybook.testing.Doors.DOOR;
import static io.daybook.testing.Doors.inner;
import static io.daybook.testing.Doors.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.command.Outcome;
import io.daybook.testing.Doors.Command;
import io.daybook.testing.Doors.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessWorldTest {
    private final Doors doors = new Doors();
    private final ProcessWorld world = ProcessWorld.of(doors);

    @Test
    void a_command_is_handled_and_all_that_follows_is_delivered() {
        assertThat(world.send(ring("d1", "Ada")))
                .isEqualTo(new Outcome.Accepted(1, List.of("Rang"), List.of(new Event.Rang("Ada")), false));
        assertThat(world.events(DOOR, "inner-d1")).containsExactly(new Event.Opened());
        assertThat(world.events(DOOR, "hall-d1")).containsExactly(new Event.Opened());
        assertThat(doors.chime.heard).containsExactly("Ada");
        assertThat(world.step("porter", "d1")).contains("open");
        assertThat(world.step("porter", "d2")).isEmpty();
        assertThat(world.isComplete("porter", "d1")).isFalse();
    }

    @Test
    void time_passes_only_when_a_test_says_so() {
        world.send(ring("d1", "Ada"));
        world.pass(Doors.PATIENCE.minusSeconds(1));
        assertThat(world.step("porter", "d1")).contains("open");
        world.pass(Duration.ofSeconds(1));
        assertThat(world.events(DOOR, "inner-d1")).containsExactly(new Event.Opened(), new Event.Closed());
        assertThat(world.step("porter", "d1")).contains("closed");
        assertThat(world.isComplete("porter", "d1")).isTrue();
    }

    @Test
    void a_refusal_is_told_to_whoever_sent_the_command() {
        world.send(ring("d1", "Ada"));
        assertThat(world.send(inner("d1", new Command.Close()))).isInstanceOf(Outcome.Accepted.class);
        assertThat(world.send(inner("d1", new Command.Close())))
                .isEqualTo(new Outcome.Rejected("door-closed", "The door is closed."));
    }

    @Test
    void what_is_delivered_again_changes_nothing() {
        world.send(ring("d1", "Ada"));
        world.pass(Doors.PATIENCE);
        world.redeliver();
        assertThat(world.events(DOOR, "inner-d1")).containsExactly(new Event.Opened(), new Event.Closed());
        assertThat(doors.chime.heard).containsExactly("Ada");
    }

    @Test
    void wherever_an_instance_dies_the_end_is_the_same() {
        for (int calls = 0; calls <= 25; calls++) {
            var dying = world.empty();
            dying.dieAfter(calls);
            dying.send(ring("d1", "Ada"));
            dying.pass(Doors.PATIENCE);
            assertThat(dying.events(DOOR, "d1")).as("after %s calls", calls).containsExactly(new Event.Rang("Ada"));
            assertThat(dying.events(DOOR, "inner-d1")).containsExactly(new Event.Opened(), new Event.Closed());
            assertThat(dying.events(DOOR, "hall-d1")).containsExactly(new Event.Opened());
            assertThat(dying.isComplete("porter", "d1")).isTrue();
        }
        assertThat(doors.chime.heard).as("more than once for some").hasSizeGreaterThan(26);
    }

    @Test
    void a_port_that_does_not_answer_is_called_again() {
        doors.chime.isBroken = true;
        world.send(ring("d1", "Ada"));
        assertThat(world.events(DOOR, "hall-d1")).isEmpty();
        doors.chime.isBroken = false;
        world.pass(Duration.ZERO);
        assertThat(world.events(DOOR, "hall-d1")).containsExactly(new Event.Opened());
    }

    @Test
    void a_saga_that_throws_fails_the_test() {
        assertThatThrownBy(() -> world.send(ring("d1", "nobody")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nobody rings");
    }
}
