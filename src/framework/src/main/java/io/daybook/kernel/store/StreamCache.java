package io.daybook.kernel.store;

import io.daybook.kernel.event.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What this instance knows about the streams that it used most recently, limited by count and by size. It may be out of
 * date, so a write that is based on it is conditional.
 */
public final class StreamCache<V> {
    /** A full cache takes about 25 MB of heap. An instance has one for each category and projection. */
    public static final long BYTES_MAX_DEFAULT = 16 * 1024 * 1024;

    private final Limit limit;
    private final ToLongFunction<V> progress;
    private final Map<StreamName, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * How much is kept.
     *
     * @param streamsMax a count
     * @param bytesMax of all values together, each measured by the characters of its JSON; a value that is larger on
     *     its own is not kept
     */
    public record Limit(int streamsMax, long bytesMax) {}

    private record Entry<V>(V value, long bytes) {}

    /** @param progress of a value; of two values of a stream, the one with more is newer */
    public StreamCache(Limit limit, ToLongFunction<V> progress) {
        this.limit = limit;
        this.progress = progress;
    }

    public synchronized Optional<V> get(StreamName stream) {
        return Optional.ofNullable(entries.get(stream)).map(Entry::value);
    }

    /**
     * Keeps the newer of the two values, and drops the streams that were not used for longest.
     *
     * @param valueBytes the characters of the value's JSON, or about as many
     */
    public synchronized void put(StreamName stream, V value, long valueBytes) {
        var held = entries.get(stream);
        if (held != null && progress.applyAsLong(held.value()) > progress.applyAsLong(value)) {
            return;
        }
        remove(stream);
        if (valueBytes <= limit.bytesMax()) {
            entries.put(stream, new Entry<>(value, valueBytes));
            bytes += valueBytes;
            while (entries.size() > limit.streamsMax() || bytes > limit.bytesMax()) {
                remove(entries.keySet().iterator().next());
            }
        }
    }

    public synchronized void clear() {
        entries.clear();
        bytes = 0;
    }

    private void remove(StreamName stream) {
        var removed = entries.remove(stream);
        if (removed != null) {
            bytes -= removed.bytes();
        }
    }
}
