package io.daybook.kernel.deliver;

import io.daybook.kernel.consume.Deadline;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Parked marks of consumers that this release does not have, because they were renamed or removed. They are not
 * redriven.
 */
public final class OrphanedMarks {
    /** Pages of marks that one call looks at; 100,000 marks. */
    private static final int PAGES_MAX = 1_000;

    private final Set<String> consumers;
    private final ParkedStreams parked;
    private final FailureListener failures;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param consumers the names of all consumers */
    OrphanedMarks(Set<String> consumers, ParkedStreams parked, FailureListener failures) {
        this.consumers = Set.copyOf(consumers);
        this.parked = parked;
        this.failures = failures;
    }

    /** Whether there is no such consumer. */
    public boolean isOrphaned(String consumer) {
        return !consumers.contains(consumer);
    }

    /**
     * Removes the marks of one consumer.
     *
     * @return how many were removed
     * @throws IllegalArgumentException if the consumer exists
     */
    public int remove(String consumer, Deadline deadline) {
        if (!isOrphaned(consumer)) {
            throw new IllegalArgumentException("the consumer " + consumer + " exists: redrive its parked streams");
        }
        int[] removed = new int[1];
        forEach(deadline, mark -> {
            if (mark.consumer().equals(consumer)) {
                parked.remove(mark);
                removed[0]++;
            }
        });
        return removed[0];
    }

    /** Reports them at the first call, because nothing may be read earlier, while a function initialises. */
    void tellOnce(Deadline deadline) {
        if (told.get()) {
            return;
        }
        var marks = new TreeMap<String, Integer>();
        forEach(deadline, mark -> {
            if (isOrphaned(mark.consumer())) {
                marks.merge(mark.consumer(), 1, Integer::sum);
            }
        });
        if (told.compareAndSet(false, true) && !marks.isEmpty()) {
            failures.failed(new FailureListener.Failure(
                    FailureListener.Kind.ORPHANED,
                    String.join(", ", marks.keySet()),
                    null,
                    0,
                    null,
                    "parked marks by consumer, none of which this release has: " + marks
                            + "; remove them with POST /admin/parked/remove, or bring the consumer back under its name",
                    null));
        }
    }

    private void forEach(Deadline deadline, Consumer<ParkedStream> each) {
        parked.all(PAGES_MAX).takeWhile(mark -> !deadline.hasPassed()).forEach(each);
    }
}
