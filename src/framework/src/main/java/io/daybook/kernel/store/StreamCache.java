package io.daybook.kernel.store;

import io.daybook.kernel.event.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What this instance knows of the streams that it used most recently. It may be out of date, never wrong: who decides on
 * it, writes on condition that it is not.
 */
public final class StreamCache<V> {
    private final ToLongFunction<V> progress;
    private final Map<StreamName, V> values;

    /** @param progress tells which of two values of a stream is further along */
    public StreamCache(int streamsMax, ToLongFunction<V> progress) {
        this.progress = progress;
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamName, V> eldest) {
                return size() > streamsMax;
            }
        };
    }

    public synchronized Optional<V> get(StreamName stream) {
        return Optional.ofNullable(values.get(stream));
    }

    /** Keeps whichever of the two is further along. */
    public synchronized void put(StreamName stream, V value) {
        values.merge(
                stream,
                value,
                (held, offered) -> progress.applyAsLong(held) > progress.applyAsLong(offered) ? held : offered);
    }

    public synchronized void clear() {
        values.clear();
    }
}
