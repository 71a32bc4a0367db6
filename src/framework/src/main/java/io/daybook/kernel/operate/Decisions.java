package io.daybook.kernel.operate;

import io.daybook.kernel.event.StreamName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the code that runs consumers must know of operators' decisions, small enough to be read often.
 *
 * @param paused the consumers that are paused, by name
 * @param skipped the first {@link #SKIPPED_MAX} events that were skipped. Later ones are passed over only where a
 *     consumer meets one that it cannot take.
 */
public record Decisions(Map<String, Pause> paused, Set<Event> skipped) {
    public static final Decisions NONE = new Decisions(Map.of(), Set.of());

    /** About 60 KB, 15 read units, each time that they are read. */
    public static final int SKIPPED_MAX = 1_000;

    /** An event that one consumer passes over. */
    public record Event(String consumer, StreamName stream, long version) {}

    public Decisions {
        paused = Map.copyOf(paused);
        skipped = Set.copyOf(skipped);
    }

    /** A consumer that is paused already stays as it was paused first. */
    public Decisions pausing(String consumer, Pause pause) {
        var more = new HashMap<>(paused);
        more.putIfAbsent(consumer, pause);
        return new Decisions(more, skipped);
    }

    public Decisions resuming(String consumer) {
        var fewer = new HashMap<>(paused);
        fewer.remove(consumer);
        return new Decisions(fewer, skipped);
    }

    /** The same if there are {@link #SKIPPED_MAX} already. */
    public Decisions skipping(Event event) {
        if (skipped.size() >= SKIPPED_MAX) {
            return this;
        }
        var more = new HashSet<>(skipped);
        more.add(event);
        return new Decisions(paused, more);
    }

    /** The versions of a stream's events that a consumer passes over. */
    Set<Long> skipped(String consumer, StreamName stream) {
        return skipped.stream()
                .filter(event ->
                        event.stream().equals(stream) && event.consumer().equals(consumer))
                .map(Event::version)
                .collect(Collectors.toUnmodifiableSet());
    }
}
