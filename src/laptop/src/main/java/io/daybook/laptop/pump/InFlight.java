package io.daybook.laptop.pump;

import io.daybook.laptop.pump.stream.StreamedRecord;
import io.daybook.laptop.pump.stream.StreamedRecord.Position;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records that were read and are not done yet. Their total size is bounded, whatever lanes they wait in. A later
 * run may begin reading at the first of them.
 */
final class InFlight {
    /** An eighth of the smallest heap that makes sense, 256 MB. */
    static final long BYTES_MAX = 32L * 1024 * 1024;

    private final Map<String, Shard> shards = new HashMap<>();
    private long bytes;
    private boolean isOpen = true;
    private boolean isFull;

    private static final class Shard {
        private final Map<String, Entry> entries = new LinkedHashMap<>();
        private @Nullable String last;
    }

    private static final class Entry {
        private final @Nullable String before;
        private int lanes;
        private int givenUp;

        Entry(@Nullable String before, int lanes) {
            this.before = before;
            this.lanes = lanes;
        }
    }

    /**
     * Waits until there is room.
     *
     * @param lanes how many lanes the record goes to
     */
    synchronized void begin(StreamedRecord record, int lanes) throws InterruptedException {
        while (isOpen && bytes > 0 && bytes + record.bytes() > BYTES_MAX) {
            isFull = true;
            wait();
        }
        isFull = false;
        var position = record.position();
        var shard = shards.computeIfAbsent(position.shardId(), first -> new Shard());
        if (lanes > 0) {
            shard.entries.put(position.sequenceNumber(), new Entry(shard.last, lanes));
            bytes += record.bytes();
        }
        shard.last = position.sequenceNumber();
    }

    /** One lane has finished these records. */
    synchronized void done(List<StreamedRecord> records) {
        records.forEach(record -> leave(record, false));
    }

    /** One lane has left these records to the queue of failures. */
    synchronized void giveUp(List<StreamedRecord> records) {
        records.forEach(record -> leave(record, true));
    }

    /** Records that were left to the queue of failures are done. */
    synchronized void recovered(List<Position> positions) {
        for (var position : positions) {
            var shard = shards.get(position.shardId());
            var entry = shard == null ? null : shard.entries.get(position.sequenceNumber());
            // None if an earlier pump has read it.
            if (shard != null && entry != null) {
                entry.givenUp--;
                forget(shard, position, entry);
            }
        }
    }

    /** Whether a record waits for room. */
    synchronized boolean isFull() {
        return isFull;
    }

    /** From now on nobody has to wait for room. */
    synchronized void stop() {
        isOpen = false;
        notifyAll();
    }

    /** For each shard, the last record up to which all are done; nothing for a shard whose first record is not done. */
    synchronized Map<String, String> positions() {
        var positions = new HashMap<String, String>();
        shards.forEach((id, shard) -> {
            var first = shard.entries.values().stream().findFirst();
            var reached = first.isPresent() ? first.get().before : shard.last;
            if (reached != null) {
                positions.put(id, reached);
            }
        });
        return positions;
    }

    private void leave(StreamedRecord record, boolean givenUp) {
        var shard = shards.get(record.position().shardId());
        var entry = shard == null ? null : shard.entries.get(record.sequenceNumber());
        if (shard == null || entry == null) {
            return;
        }
        entry.lanes--;
        entry.givenUp += givenUp ? 1 : 0;
        if (entry.lanes == 0) {
            bytes -= record.bytes();
            notifyAll();
        }
        forget(shard, record.position(), entry);
    }

    private static void forget(Shard shard, Position position, Entry entry) {
        if (entry.lanes == 0 && entry.givenUp == 0) {
            shard.entries.remove(position.sequenceNumber());
        }
    }
}
