package io.daybook.kernel.event;

import java.util.List;

/**
 * One event of a commit in its stored form.
 *
 * @param version of the event
 */
public record StoredEvent(Commit commit, long version, EncodedEvent encoded) {
    /** The event as it is understood today, decoded. Several if an upcaster splits it, none if an upcaster drops it. */
    public <E> List<Recorded<E>> decoded(EventCodec<E> codec) {
        return codec.decode(encoded).stream()
                .map(event -> new Recorded<>(commit.stream(), version, encoded.id(), event, commit.metadata()))
                .toList();
    }
}
