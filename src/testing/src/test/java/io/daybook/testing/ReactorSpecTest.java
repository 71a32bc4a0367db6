package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.saga.Effect;
import io.daybook.testing.Doors.Command;
import io.daybook.testing.Doors.Event;
import org.junit.jupiter.api.Test;

final class ReactorSpecTest {
    private final Doors.Chime chime = new Doors.Chime();
    private final ReactorSpec<Event> spec = ReactorSpec.of(chime);

    @Test
    void what_the_port_answers_becomes_a_command() {
        var open = new Effect.Send<>(Doors.DOOR, "hall-d1", new Command.Open());
        spec.when("door-d1", new Event.Rang("Ada")).thenTells(open);
        assertThat(chime.heard).containsExactly("Ada");
        assertThatThrownBy(() -> spec.when("door-d2", new Event.Rang("Ada")).thenTells(open))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void there_may_be_nothing_to_tell() {
        spec.when("door-d1", new Event.Rang("")).thenTellsNothing();
        assertThatThrownBy(() -> spec.when("door-d1", new Event.Rang("Ada")).thenTellsNothing())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void the_port_is_not_called_for_what_is_of_no_concern() {
        spec.when("door-d1", new Event.Opened()).thenIsOfNoConcern();
        assertThat(chime.heard).isEmpty();
        assertThatThrownBy(() -> spec.when("door-d1", new Event.Rang("")).thenIsOfNoConcern())
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void a_port_that_does_not_answer_is_called_again() {
        assertThatThrownBy(() -> spec.when("door-d1", new Event.Rang("Ada")).thenIsTriedAgain())
                .isInstanceOf(AssertionError.class);
        chime.isBroken = true;
        spec.when("door-d1", new Event.Rang("Ada")).thenIsTriedAgain();
        assertThatThrownBy(() -> spec.when("door-d1", new Event.Rang("Ada")).thenTellsNothing())
                .isInstanceOf(AssertionError.class);
    }
}
