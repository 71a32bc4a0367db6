package io.daybook.kernel.memory;

import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Marks of parked streams in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryParkedStreams implements ParkedStreams {
    private static final Comparator<ParkedStream> BY_DUE =
            Comparator.comparing(ParkedStream::dueAt).thenComparing(mark -> key(mark));

    private final Map<String, ParkedStream> marks = new HashMap<>();

    @Override
    public synchronized boolean park(ParkedStream parked) {
        var standing = marks.get(key(parked));
        if (standing != null && standing.version() == parked.version()) {
            return false;
        }
        marks.put(key(parked), parked);
        return true;
    }

    @Override
    public synchronized void leave(ParkedStream parked) {
        marks.merge(key(parked), parked, ParkedStream::leftAgain);
    }

    @Override
    public synchronized Optional<ParkedStream> find(String consumer, StreamName stream) {
        return Optional.ofNullable(marks.get(key(consumer, stream)));
    }

    @Override
    public synchronized List<ParkedStream> due(Instant now) {
        return marks.values().stream()
                .filter(mark -> !mark.dueAt().isAfter(now))
                .sorted(BY_DUE)
                .limit(PAGE_MAX)
                .toList();
    }

    @Override
    public synchronized Page list(@Nullable String after, int limit) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX + " marks");
        }
        var parked = marks.values().stream()
                .sorted(BY_DUE)
                .filter(mark -> after == null || position(mark).compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        return parked.size() > limit
                ? new Page(parked.subList(0, limit), position(parked.get(limit - 1)))
                : new Page(parked, null);
    }

    @Override
    public synchronized void replace(ParkedStream seen, ParkedStream next) {
        marks.replace(key(seen), seen, next);
    }

    @Override
    public synchronized void remove(ParkedStream seen) {
        marks.remove(key(seen), seen);
    }

    private static String position(ParkedStream mark) {
        return String.format(Locale.ROOT, "%015d#%s", mark.dueAt().toEpochMilli(), key(mark));
    }

    private static String key(ParkedStream mark) {
        return key(mark.consumer(), mark.stream());
    }

    private static String key(String consumer, StreamName stream) {
        return consumer + "#" + stream;
    }
}
