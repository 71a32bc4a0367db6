package io.daybook.kernel.memory;

import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.StreamName;
import java.util.HashMap;
import java.util.Map;

/** Cursors in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryStreamCursors implements StreamCursors {
    private final Map<String, Long> versions = new HashMap<>();

    @Override
    public synchronized long read(String consumer, StreamName stream) {
        return versions.getOrDefault(consumer + "#" + stream, 0L);
    }

    @Override
    public synchronized boolean move(String consumer, StreamName stream, long from, long to) {
        if (read(consumer, stream) != from) {
            return false;
        }
        versions.put(consumer + "#" + stream, to);
        return true;
    }
}
