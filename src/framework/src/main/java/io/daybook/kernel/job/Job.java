package io.daybook.kernel.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
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
 * @param error why it failed or was cancelled; null otherwise
 * @param isTidy whether nothing is left to do for it: it is done, or its work has tidied up after it
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
        boolean isTidy,
        long revision) {
    /** As many as one request of BatchGetItem can read. */
    public static final int SEGMENTS_MAX = 100;

    public Job {
        counts = Map.copyOf(counts);
        notes = Map.copyOf(notes);
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        finishedAt = finishedAt == null ? null : finishedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED;

        /** As operators see it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

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
    public record Step(int number, String name, int segments, Instant notBefore) {
        public Step {
            notBefore = notBefore.truncatedTo(ChronoUnit.MILLIS);
            if (segments < 1 || segments > SEGMENTS_MAX) {
                throw new IllegalArgumentException("a step has 1.." + SEGMENTS_MAX + " segments, not " + segments);
            }
        }
    }

    /** In DynamoDB's units. */
    public record Cost(double readUnits, double writeUnits) {
        public static final Cost NONE = new Cost(0, 0);

        public Cost plus(Cost more) {
            return new Cost(readUnits + more.readUnits, writeUnits + more.writeUnits);
        }
    }

    /** Whether something is left to do for it. */
    public boolean isOpen() {
        return !state.isFinished() || !isTidy;
    }

    /** It has begun. */
    public Job running() {
        return changed(State.RUNNING, step, counts, cost, notes);
    }

    /** At its next step. */
    public Job at(Step next, Map<String, Long> newCounts, Cost newCost, Map<String, String> newNotes) {
        return changed(State.WAITING, next, newCounts, newCost, newNotes);
    }

    private Job changed(
            State newState, Step newStep, Map<String, Long> newCounts, Cost newCost, Map<String, String> newNotes) {
        return new Job(
                id,
                order,
                release,
                newState,
                newStep,
                newCounts,
                newCost,
                newNotes,
                startedAt,
                null,
                null,
                null,
                false,
                revision + 1);
    }

    public Job done(Instant now, Cost newCost, Map<String, Object> newResult) {
        return finished(State.DONE, now, newCost, newResult, null, true);
    }

    /** Failed or cancelled. */
    Job ended(State newState, Instant now, String why) {
        return finished(newState, now, cost, null, why, false);
    }

    private Job finished(
            State newState,
            Instant now,
            Cost newCost,
            @Nullable Map<String, Object> newResult,
            @Nullable String why,
            boolean tidy) {
        return new Job(
                id,
                order,
                release,
                newState,
                step,
                counts,
                newCost,
                notes,
                startedAt,
                now,
                newResult,
                why,
                tidy,
                revision + 1);
    }

    public Job tidied() {
        return new Job(
                id,
                order,
                release,
                state,
                step,
                counts,
                cost,
                notes,
                startedAt,
                finishedAt,
                result,
                error,
                true,
                revision + 1);
    }
}
