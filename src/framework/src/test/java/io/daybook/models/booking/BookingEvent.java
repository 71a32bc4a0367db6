package io.daybook.models.booking;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.models.wallet.Coins;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about one booking. A storage format: add or upcast, never edit. */
public sealed interface BookingEvent {
    EventTypes<BookingEvent> TYPES = EventTypes.of(
            EventType.of("BookingMade", BookingMade.class),
            EventType.of("RoomAdded", RoomAdded.class),
            EventType.of("RoomRemoved", RoomRemoved.class),
            EventType.of("BookingConfirmed", BookingConfirmed.class),
            EventType.of("BookingCancelled", BookingCancelled.class));

    /** @param memberId null where nobody is known */
    record BookingMade(@Nullable String memberId, String currency) implements BookingEvent {}

    record RoomAdded(String roomId, long nights, Coins price) implements BookingEvent {}

    /** @param price null = all lines of the room */
    record RoomRemoved(String roomId, @Nullable Coins price) implements BookingEvent {}

    /** Carries the whole booking. */
    record BookingConfirmed(
            List<BookingLine> lines, Coins total, @Nullable Guest guest) implements BookingEvent {
        public BookingConfirmed {
            lines = List.copyOf(lines);
        }
    }

    record BookingCancelled(String reason) implements BookingEvent {}
}
