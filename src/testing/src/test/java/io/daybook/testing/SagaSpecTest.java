package io.daybook.testing;

import static io.daybook.testing.SagaSpec.accepted;
import static io.daybook.testing.SagaSpec.due;
import static io.daybook.testing.SagaSpec.happened;
import static io.daybook.testing.SagaSpec.notFound;
import static io.daybook.testing.SagaSpec.rejected;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.testing.Trips.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a saga is tested. */
class SagaSpecTest {
    private final SagaSpec<Trips.State> journey = SagaSpec.of(new Trips.Journey(), "t1");
    private final Effect.Send<?> room1 = Trips.book("t1", 1);
    private final Effect.Send<?> room2 = Trips.book("t1", 2);
    private final Trigger planned = happened("trip-t1", new Event.Planned(2));

    @Test
    void a_planned_trip_books_its_rooms() {
        journey.given().when(planned).then(room1, room2).thenStep("booking").thenGoesOn();
    }

    @Test
    void it_is_booked_when_the_last_room_is() {
        journey.given(planned, accepted(room1, new Event.Booked("t1")))
                .when(accepted(room2, new Event.Booked("t1")))
                .thenNothing()
                .thenStep("booked");
    }

    @Test
    void it_is_homeless_where_a_room_is_full() {
        journey.given(planned, accepted(room1, new Event.Booked("t1")))
                .when(rejected(room2, new Trips.Full("t2")))
                .thenNothing()
                .thenStep("homeless");
    }

    @Test
    void answers_and_timers_are_triggers_too() {
        journey.given(planned)
                .when(notFound(Trips.pay("x")))
                .thenState(new Trips.State("t1", 2, 2, 0, 0, List.of("not found"), "booking"));
        journey.given(planned).when(due("patience")).then(Trips.pay("fee of t1"));
        journey.given(planned, accepted(room1), accepted(room2))
                .when(happened("trip-t1", new Event.Noted("arrive")))
                .thenComplete();
    }

    @Test
    void a_process_is_not_complete_while_commands_are_without_an_answer() {
        var arrived = happened("trip-t1", new Event.Noted("arrive"));
        journey.given(planned, accepted(room1)).when(arrived).thenGoesOn();
        journey.given(planned, accepted(room1), arrived).when(due("patience")).thenGoesOn();
    }

    @Test
    void an_event_belongs_to_one_instance_or_to_none() {
        journey.correlate("trip-t1", new Event.Planned(1)).thenStarts("t1");
        journey.correlate("trip-t1", new Event.Noted("late")).thenContinues("t1");
        journey.correlate("room-1", new Event.Booked("t1")).thenNone();
        var planned = journey.correlate("trip-t1", new Event.Planned(1));
        assertThatThrownBy(() -> planned.thenStarts("t2")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> planned.thenContinues("t1")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(planned::thenNone).isInstanceOf(AssertionError.class);
    }

    @Test
    void what_was_not_expected_fails() {
        var then = journey.given().when(planned);
        assertThatThrownBy(() -> then.then(room1)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> then.thenStep("booked")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(then::thenComplete).isInstanceOf(AssertionError.class);
    }
}
