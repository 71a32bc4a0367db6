package io.daybook.kernel.event;

import java.util.List;

/** Turns a category's events into their stored form and back, upcasting older schemas on the way. */
public interface EventCodec<E> {
    EncodedEvent encode(String eventId, E event);

    /**
     * Decodes a stored event into what it means today: usually one event; several if an upcaster splits it, none if an
     * upcaster drops it.
     *
     * @throws UnreadableEventException if its type or schema is unknown, or its data does not fit
     */
    List<E> decode(EncodedEvent encoded);

    /** Decodes all events of a commit, each with the version under which it is stored. */
    default List<Recorded<E>> decode(Commit commit) {
        return commit.stored().stream()
                .flatMap(event -> event.decoded(this).stream())
                .toList();
    }
}
