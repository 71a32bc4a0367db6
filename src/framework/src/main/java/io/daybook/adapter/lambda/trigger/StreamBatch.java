package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records of one invocation, by the streams that they belong to. Only inserted commits are delivered. */
final class StreamBatch {
    private static final String INSERT = "INSERT";

    /** As many as fit into a line that can still be read. */
    private static final int CORRELATION_IDS_MAX = 100;

    private final List<Entry> entries;
    private final List<Change> changes;
    private final int records;

    private StreamBatch(List<Entry> entries, List<Change> changes, int records) {
        this.entries = entries;
        this.changes = changes;
        this.records = records;
    }

    /** @param commit null if the record does not contain one */
    private record Entry(
            String sequenceNumber,
            StreamName stream,
            @Nullable Commit commit,
            @Nullable Instant createdAt) {
        /** By how much the commit's time and the record's differ. */
        private Duration skew() {
            return commit == null || createdAt == null
                    ? Duration.ZERO
                    : Duration.between(createdAt, commit.metadata().at()).abs();
        }
    }

    /**
     * What happened to an item that was there already.
     *
     * @param stream null where the item was nobody's
     * @param correlationId of what stands there now; null where that is no commit
     */
    private record Change(
            String eventName,
            @Nullable StreamName stream,
            long version,
            @Nullable String correlationId) {
        static Change of(DynamodbStreamRecord record, ImageReader reader) {
            var key = record.getDynamodb().getKeys();
            var now = commit(record, reader);
            var correlationId = now == null ? null : now.metadata().correlationId();
            try {
                var stream = reader.stream().apply(key);
                return new Change(
                        record.getEventName(), stream, reader.version().applyAsLong(key), correlationId);
            } catch (IllegalArgumentException e) {
                return new Change(record.getEventName(), null, 0, correlationId);
            }
        }
    }

    static StreamBatch of(List<DynamodbStreamRecord> records, ImageReader reader) {
        var entries = new ArrayList<Entry>();
        var changes = new ArrayList<Change>();
        for (var record : records) {
            if (INSERT.equals(record.getEventName())) {
                entry(record, reader).ifPresent(entries::add);
            } else {
                changes.add(Change.of(record, reader));
            }
        }
        return new StreamBatch(entries, changes, records.size());
    }

    /** Commits are never changed or removed, except by somebody who goes around Daybook. Nothing of that is applied. */
    void tellChanges(String function, FailureListener failures) {
        changes.forEach(change -> failures.failed(new FailureListener.Failure(
                FailureListener.Kind.CHANGED,
                function,
                change.stream(),
                change.version(),
                change.correlationId(),
                "somebody changed the event table (" + change.eventName() + "); nothing of it is applied",
                null)));
    }

    /** DynamoDB's clock is not an instance's, so it shows commits that an instance recorded by a wrong clock. */
    void tellWorst(ClockSkew.Listener skews) {
        entries.stream().max(Comparator.comparing(Entry::skew)).ifPresent(worst -> {
            var commit = worst.commit();
            var createdAt = worst.createdAt();
            if (commit != null
                    && createdAt != null
                    && ClockSkew.differs(commit.metadata().at(), createdAt)) {
                skews.skewed(worst.stream(), commit.metadata(), createdAt);
            }
        });
    }

    /** What its commits were recorded with, each once. */
    List<String> correlationIds() {
        return entries.stream()
                .flatMap(entry -> Optional.ofNullable(entry.commit()).stream())
                .map(commit -> commit.metadata().correlationId())
                .distinct()
                .limit(CORRELATION_IDS_MAX)
                .toList();
    }

    int records() {
        return records;
    }

    int unreadable() {
        return Math.toIntExact(
                entries.stream().filter(entry -> entry.commit() == null).count());
    }

    /**
     * Each stream's commits in the order of the records; an empty list, if one cannot be read, means the event table's.
     */
    Map<StreamName, List<Commit>> commits() {
        var commits = new LinkedHashMap<StreamName, List<Commit>>();
        var unreadable = new HashSet<StreamName>();
        for (var entry : entries) {
            var ofStream = commits.computeIfAbsent(entry.stream(), first -> new ArrayList<>());
            if (entry.commit() == null) {
                unreadable.add(entry.stream());
            } else {
                ofStream.add(entry.commit());
            }
        }
        unreadable.forEach(stream -> commits.put(stream, List.of()));
        return commits;
    }

    /** The first record of one of these streams; records come in the order of their sequence numbers. */
    Optional<String> firstOf(Set<StreamName> streams) {
        return entries.stream()
                .filter(entry -> streams.contains(entry.stream()))
                .map(Entry::sequenceNumber)
                .findFirst();
    }

    /** Empty if the item's key is not a stream's, which no consumer could follow. */
    private static Optional<Entry> entry(DynamodbStreamRecord record, ImageReader reader) {
        var shown = record.getDynamodb();
        try {
            var stream = reader.stream().apply(shown.getKeys());
            var createdAt = shown.getApproximateCreationDateTime();
            return Optional.of(new Entry(
                    shown.getSequenceNumber(),
                    stream,
                    commit(record, reader),
                    createdAt == null ? null : createdAt.toInstant()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Commit commit(DynamodbStreamRecord record, ImageReader reader) {
        var image = record.getDynamodb().getNewImage();
        try {
            return image == null ? null : reader.commit().apply(image);
        } catch (CorruptStreamException e) {
            return null;
        }
    }
}
