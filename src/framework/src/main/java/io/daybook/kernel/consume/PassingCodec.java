package io.daybook.kernel.consume;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StoredEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.schema.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Decodes some events to nothing, as if an upcaster dropped them. Their versions still count. */
public final class PassingCodec<E> implements EventCodec<E> {
    private final EventCodec<E> codec;
    private final Predicate<StoredEvent> passed;

    private PassingCodec(EventCodec<E> codec, Predicate<StoredEvent> passed) {
        this.codec = codec;
        this.passed = passed;
    }

    /** @param versions of the events of a stream that are passed over */
    public PassingCodec(EventCodec<E> codec, StreamName stream, Set<Long> versions) {
        this(codec, event -> event.commit().stream().equals(stream) && versions.contains(event.version()));
    }

    /**
     * Passes over what was recorded before a time. Times never run backwards within a stream, so that is always its
     * first part.
     */
    public static <E> PassingCodec<E> before(EventCodec<E> codec, Instant time) {
        return new PassingCodec<>(codec, event -> event.commit().metadata().at().isBefore(time));
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
        return passed.test(stored) ? List.of() : codec.decode(stored);
    }
}
