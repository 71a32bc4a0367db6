package io.daybook.kernel.memory;

import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.HashMap;
import java.util.Map;

/** Cursors in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryStreamCursors implements StreamCursors {
    private final Map<String, StreamPosition> positions = new HashMap<>();

    @Override
    public synchronized StreamPosition read(String consumer, StreamName stream) {
        return positions.getOrDefault(consumer + "#" + stream, StreamPosition.START);
    }

    @Override
    public synchronized boolean move(String consumer, StreamName stream, StreamPosition from, StreamPosition to) {
        if (!read(consumer, stream).equals(from)) {
            return false;
        }
        positions.put(consumer + "#" + stream, to);
        return true;
    }
}
