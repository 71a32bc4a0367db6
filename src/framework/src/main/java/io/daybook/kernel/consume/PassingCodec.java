package io.daybook.kernel.consume;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StoredEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.schema.EventCodec;
import java.util.List;
import java.util.Set;

/** Decodes some events of one stream to nothing, as if an upcaster dropped them. Their versions still count. */
public final class PassingCodec<E> implements EventCodec<E> {
    private final EventCodec<E> codec;
    private final StreamName stream;
    private final Set<Long> versions;

    /** @param versions of the events that are passed over */
    public PassingCodec(EventCodec<E> codec, StreamName stream, Set<Long> versions) {
        this.codec = codec;
        this.stream = stream;
        this.versions = Set.copyOf(versions);
    }

    @Override
    public EncodedEvent encode(String eventId, E event) {
        return codec.encode(eventId, event);
    }

    @Override
    public List<E> decode(EncodedEvent encoded) {
        return codec.decode(encoded);
    }

    @Override
    public List<Recorded<E>> decode(StoredEvent stored) {
        return stored.commit().stream().equals(stream) && versions.contains(stored.version())
                ? List.of()
                : codec.decode(stored);
    }
}
