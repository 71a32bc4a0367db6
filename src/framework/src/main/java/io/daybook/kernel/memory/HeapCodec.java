package io.daybook.kernel.memory;

import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.store.StateCodec;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/** Codecs for tests without JSON: the encoded form is a number, under which the object is kept in memory. */
public final class HeapCodec<E> implements EventCodec<E> {
    private static final String KEY = "kept";

    private final EventTypes<E> types;
    private final List<E> heap = new CopyOnWriteArrayList<>();

    public HeapCodec(EventTypes<E> types) {
        this.types = types;
    }

    @Override
    public synchronized EncodedEvent encode(String eventId, E event) {
        var type = types.typeOf(event);
        heap.add(event);
        return new EncodedEvent(eventId, type.name(), type.schema(), "{\"" + KEY + "\":" + (heap.size() - 1) + "}");
    }

    @Override
    public List<E> decode(EncodedEvent encoded) {
        var number = encoded.data().substring(KEY.length() + 4, encoded.data().length() - 1);
        return List.of(Objects.requireNonNull(heap.get(Integer.parseInt(number))));
    }

    /** The same, for states. */
    public static final class States<S> implements StateCodec<S> {
        private final List<S> heap = new CopyOnWriteArrayList<>();

        @Override
        public synchronized String encode(S state) {
            heap.add(state);
            return Integer.toString(heap.size() - 1);
        }

        @Override
        public S decode(String text) {
            return Objects.requireNonNull(heap.get(Integer.parseInt(text)));
        }
    }
}
