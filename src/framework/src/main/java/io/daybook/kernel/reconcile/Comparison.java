package io.daybook.kernel.reconcile;

import io.daybook.kernel.consume.BatchConsumer;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.store.EventStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the ends of streams with what a consumer has applied, both versions and hashes, and catches up what is
 * behind.
 */
public final class Comparison {
    private static final Comparator<StreamName> IN_ORDER = Comparator.comparing(StreamName::toString);

    private final EventStore store;
    private final Instructions instructions;

    /** @param store as the consumers read it */
    public Comparison(EventStore store, Instructions instructions) {
        this.store = store;
        this.instructions = instructions;
    }

    /** How a consumer's history can differ from the stored one: the event table was restored to an earlier time. */
    public enum Stray {
        AHEAD("more was applied than is stored"),
        FORKED("what was applied is not what is stored");

        private final String what;

        Stray(String what) {
            this.what = what;
        }

        public String what() {
            return what;
        }
    }

    /**
     * What is not as it should be.
     *
     * @param behind the streams of which something is missing that concerns the consumer
     * @param strays how far the others are
     */
    public record Found(SortedSet<StreamName> behind, SortedMap<StreamName, Stray> strays) {}

    /** @param ends of streams, as a scan found them */
    public Found compare(StreamConsumer consumer, Map<StreamName, StreamPosition> ends) {
        var found = new Found(new TreeSet<>(IN_ORDER), new TreeMap<>(IN_ORDER));
        var followed = ends.keySet().stream().filter(consumer::follows).toList();
        if (followed.isEmpty()) {
            return found;
        }
        consumer.applied(followed).forEach((stream, applied) -> {
            var end = Objects.requireNonNull(ends.get(stream));
            if (applied.version() < end.version()) {
                if (consumer.concerns(stream, applied)) {
                    found.behind().add(stream);
                }
            } else if (!isSame(applied, end)) {
                stray(stream, applied).ifPresent(stray -> found.strays().put(stream, stray));
            }
        });
        return found;
    }

    private static boolean isSame(StreamPosition applied, StreamPosition end) {
        return applied.version() == end.version()
                && (applied.hash() == end.hash() || applied.hash() == 0 || end.hash() == 0);
    }

    /** The stream may have grown since it was scanned, so its end is read again, after what was applied. */
    private Optional<Stray> stray(StreamName stream, StreamPosition applied) {
        try {
            var last = store.last(stream).map(Commit::end).orElse(StreamPosition.START);
            if (last.version() < applied.version()) {
                return Optional.of(Stray.AHEAD);
            }
            return store.readBackward(stream, applied.version(), 1).commits().stream()
                            .map(Commit::end)
                            .anyMatch(end -> isSame(applied, end))
                    ? Optional.empty()
                    : Optional.of(Stray.FORKED);
        } catch (CorruptStreamException e) {
            // A verification says what is wrong with it.
            return Optional.of(Stray.FORKED);
        }
    }

    /**
     * Catches up one stream after the other, except for consumers that take several at once.
     *
     * @return the result for each of them, in order; after one without time, there are none
     */
    public Map<StreamName, Progress> catchUp(StreamConsumer consumer, SortedSet<StreamName> behind, Deadline deadline) {
        var all = new LinkedHashMap<StreamName, Progress>();
        if (consumer instanceof BatchConsumer batch && !behind.isEmpty()) {
            var everything = new HashMap<StreamName, List<Commit>>();
            behind.forEach(stream -> everything.put(stream, List.of()));
            var progress = instructions.apply(batch, everything, deadline);
            behind.forEach(stream -> all.put(stream, Objects.requireNonNull(progress.get(stream))));
            return all;
        }
        for (var stream : behind) {
            var progress = instructions.apply(consumer, stream, List.of(), deadline);
            all.put(stream, progress);
            if (progress.equals(Progress.Postponed.LATE)) {
                break;
            }
        }
        return all;
    }
}
