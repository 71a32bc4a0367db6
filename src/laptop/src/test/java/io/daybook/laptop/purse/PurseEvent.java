package io.daybook.laptop.purse;

import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;

/** Facts about one purse. */
public sealed interface PurseEvent {
    EventTypes<PurseEvent> TYPES = EventTypes.of(
            EventType.of("PurseOpened", PurseOpened.class),
            EventType.of("CoinsPut", CoinsPut.class),
            EventType.of("CoinsTaken", CoinsTaken.class),
            EventType.of("PurseClosed", PurseClosed.class));

    record PurseOpened(String owner, long amount, String currency) implements PurseEvent {}

    /** @param balance after they were put in */
    record CoinsPut(long amount, long balance) implements PurseEvent {}

    /** @param balance after they were taken out */
    record CoinsTaken(long amount, long balance) implements PurseEvent {}

    record PurseClosed() implements PurseEvent {}
}
