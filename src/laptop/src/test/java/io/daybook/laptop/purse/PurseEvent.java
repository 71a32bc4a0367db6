package io.daybook.laptop.purse;

import io.daybook.kernel.event.EventType;
import io.daybook.kernel.event.EventTypes;

/** Facts about one purse. */
public sealed interface PurseEvent {
    EventTypes<PurseEvent> TYPES = EventTypes.of(
            new EventType<>("PurseOpened", 1, PurseOpened.class),
            new EventType<>("CoinsPut", 1, CoinsPut.class),
            new EventType<>("CoinsTaken", 1, CoinsTaken.class),
            new EventType<>("PurseClosed", 1, PurseClosed.class));

    record PurseOpened(String owner, long amount, String currency) implements PurseEvent {}

    /** @param balance after they were put in */
    record CoinsPut(long amount, long balance) implements PurseEvent {}

    /** @param balance after they were taken out */
    record CoinsTaken(long amount, long balance) implements PurseEvent {}

    record PurseClosed() implements PurseEvent {}
}
