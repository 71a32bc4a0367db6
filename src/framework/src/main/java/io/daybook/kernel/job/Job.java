package io.daybook.kernel.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Long work, as it is kept in storage. It is done in steps, one after the other, each in segments, which may be worked
 * on at the same time.
 *
 * @param id unique; later jobs have larger ids, in the order of text
 * @param release the build that started it
 * @param step where it is
 * @param counts of all steps before the present one, by name, such as {@code commits} and {@code streams}
 * @param cost of all steps before the present one
 * @param notes what its work keeps from step to step, as text by name
 * @param finishedAt null until it is finished
 * @param result as JSON would show it; null unless it is done
 * @param error null unless it failed
 * @param revision 1 when it was created, and one more after each change
 */
public record Job(
        String id,
        JobOrder order,
        String release,
        State state,
        Step step,
        Map<String, Long> counts,
        Cost cost,
        Map<String, String> notes,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Map<String, Object> result,
        @Nullable String error,
        long revision) {
    public Job {
        counts = Map.copyOf(counts);
        notes = Map.copyOf(notes);
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        public boolean isFinished() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * One step.
     *
     * @param number from 1
     * @param name one word in kebab case, such as {@code scan} or {@code flip}
     * @param segments how many there are, from 1
     * @param notBefore nothing is begun earlier
     */
    public record Step(int number, String name, int segments, Instant notBefore) {}

    /** In DynamoDB's units. */
    public record Cost(double readUnits, double writeUnits) {
        public static final Cost NONE = new Cost(0, 0);

        public Cost plus(Cost more) {
            return new Cost(readUnits + more.readUnits, writeUnits + more.writeUnits);
        }
    }
}
