package io.daybook.models.booking;

import static io.daybook.kernel.decide.Decision.accept;
import static io.daybook.kernel.decide.Decision.reject;

import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.models.booking.BookingCommand.*;
import io.daybook.models.booking.BookingEvent.*;

/** A booking: pending while rooms are added and removed, then confirmed or cancelled. */
public final class Booking implements Decider<BookingCommand, Booking.State, BookingEvent> {
    public static final Category<BookingCommand, State, BookingEvent> CATEGORY =
            Category.of("booking", new Booking(), BookingCommand.TYPES, BookingEvent.TYPES);

    /** What the rules need to know. */
    public record State(Status status, BookingLines lines) {}

    public enum Status {
        ABSENT,
        PENDING,
        CONFIRMED,
        CANCELLED
    }

    @Override
    public State initial() {
        return new State(Status.ABSENT, BookingLines.NONE);
    }

    @Override
    public Decision<BookingEvent> decide(BookingCommand command, State state) {
        return switch (command) {
            case Make(var memberId, var currency) ->
                state.status() == Status.ABSENT
                        ? accept(new BookingMade(memberId, currency))
                        : reject(BookingRejection.ALREADY_MADE);
            case AddRoom add -> addRoom(add, state);
            case RemoveRoom remove -> removeRoom(remove, state);
            case Cancel(var reason) -> cancel(reason, state);
            case Confirm(var _, var guest) ->
                state.status() == Status.PENDING
                        ? accept(new BookingConfirmed(
                                state.lines().items(), state.lines().total(), guest))
                        : reject(BookingRejection.NOT_PENDING);
        };
    }

    @Override
    public State evolve(State state, BookingEvent event) {
        return switch (event) {
            case BookingMade _ -> new State(Status.PENDING, BookingLines.NONE);
            case RoomAdded(var roomId, var nights, var price) ->
                new State(
                        state.status(),
                        state.lines().plus(roomId, nights, price).orElseThrow());
            case RoomRemoved(var roomId, var price) ->
                new State(state.status(), state.lines().minus(roomId, price));
            case BookingConfirmed _ -> new State(Status.CONFIRMED, state.lines());
            case BookingCancelled _ -> new State(Status.CANCELLED, state.lines());
        };
    }

    private static Decision<BookingEvent> addRoom(AddRoom add, State state) {
        if (state.status() != Status.PENDING) {
            return reject(BookingRejection.NOT_PENDING);
        }
        return state.lines().plus(add.roomId(), add.nights(), add.price()).isPresent()
                ? accept(new RoomAdded(add.roomId(), add.nights(), add.price()))
                : reject(BookingRejection.TOO_DEAR);
    }

    private static Decision<BookingEvent> removeRoom(RemoveRoom remove, State state) {
        if (state.status() != Status.PENDING) {
            return reject(BookingRejection.NOT_PENDING);
        }
        return state.lines().contains(remove.roomId(), remove.price())
                ? accept(new RoomRemoved(remove.roomId(), remove.price()))
                : reject(BookingRejection.ROOM_NOT_BOOKED);
    }

    private static Decision<BookingEvent> cancel(String reason, State state) {
        return switch (state.status()) {
            case ABSENT, PENDING -> accept(new BookingCancelled(reason));
            case CONFIRMED -> reject(BookingRejection.CONFIRMED);
            case CANCELLED -> accept();
        };
    }
}
