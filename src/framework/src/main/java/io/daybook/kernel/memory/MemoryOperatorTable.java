package io.daybook.kernel.memory;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Decisions;
import io.daybook.kernel.operate.Decisions.Event;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What operators decide, in memory. It behaves as the table on DynamoDB, and passes the same contract suite. */
public final class MemoryOperatorTable implements OperatorTable {
    private Decisions decisions = Decisions.NONE;
    private final Map<Event, Skip> skips = new HashMap<>();

    /** By their places in the lists. */
    private final NavigableMap<String, Skip> skipList = new TreeMap<>();

    private final NavigableMap<String, AuditEntry> auditList = new TreeMap<>();

    @Override
    public synchronized Decisions decisions() {
        return decisions;
    }

    @Override
    public synchronized void pause(String consumer, Pause pause) {
        decisions = decisions.pausing(consumer, pause);
    }

    @Override
    public synchronized void resume(String consumer) {
        decisions = decisions.resuming(consumer);
    }

    @Override
    public synchronized Optional<Skip> skipped(String consumer, StreamName stream, long version) {
        return Optional.ofNullable(skips.get(new Event(consumer, stream, version)));
    }

    @Override
    public synchronized Skip skip(Skip skip) {
        var event = skip.event();
        var there = skips.putIfAbsent(event, skip);
        if (there == null) {
            decisions = decisions.skipping(event);
            skipList.put(place(skip.at().toEpochMilli(), event.toString()), skip);
        }
        return there == null ? skip : there;
    }

    @Override
    public synchronized Page<Skip> skips(@Nullable String after, int limit) {
        return page(after == null ? skipList : skipList.tailMap(after, false), limit);
    }

    @Override
    public synchronized void record(AuditEntry entry) {
        auditList.put(place(entry.at().toEpochMilli(), entry.id()), entry);
    }

    @Override
    public synchronized Page<AuditEntry> audit(@Nullable String after, int limit) {
        return page(
                after == null
                        ? auditList.descendingMap()
                        : auditList.headMap(after, false).descendingMap(),
                limit);
    }

    private static String place(long millis, String own) {
        return String.format(Locale.ROOT, "%015d#%s", millis, own);
    }

    private static <T> Page<T> page(Map<String, T> rest, int limit) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX);
        }
        var places = rest.keySet().stream().limit(limit + 1L).toList();
        var items = rest.values().stream().limit(limit).toList();
        return new Page<>(items, places.size() > limit ? places.get(limit - 1) : null);
    }
}
