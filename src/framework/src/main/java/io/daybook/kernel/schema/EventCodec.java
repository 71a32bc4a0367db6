package io.daybook.kernel.schema;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StoredEvent;
import java.util.ArrayList;
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

    /** As {@link #decode(EncodedEvent)}, with the event's place in its stream, which all parts of a split event share. */
    default List<Recorded<E>> decode(StoredEvent stored) {
        var commit = stored.commit();
        var recorded = new ArrayList<Recorded<E>>(1);
        for (var event : decode(stored.encoded())) {
            recorded.add(new Recorded<>(
                    commit.stream(), stored.version(), stored.encoded().id(), event, commit.metadata()));
        }
        return recorded;
    }

    /** Decodes all events of a commit, each with the version under which it is stored. */
    default List<Recorded<E>> decode(Commit commit) {
        return commit.stored().stream().flatMap(event -> decode(event).stream()).toList();
    }
}
