package io.daybook.kernel.saga;

import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a saga as it is stored.
 *
 * @param saga the saga's name
 * @param revision 1 with the first save, one more with each; 0 = not saved yet
 * @param state JSON text
 * @param step as the saga calls it, or {@code stuck}
 * @param pending commands without an outcome yet, oldest first
 * @param applied of each of its streams, the version applied last; the end of a commit
 * @param steps how many history steps there are
 * @param timerStarts how many timers were ever started
 * @param correlationId of what started it
 * @param userId of what started it, or null
 * @param startedAt when the event was recorded that started it
 * @param at the latest time that any trigger was recorded at; nothing that it causes is recorded earlier
 * @param attempts in a row, sends that brought no outcome at all or triggers that could not be taken
 * @param error of the last of those; null where there are none
 * @param stuck why it was given up; null where it was not
 * @param dueAt when the sweeper must look at it; null = never
 */
public record SagaRow(
        String saga,
        String id,
        long revision,
        String state,
        String step,
        boolean complete,
        List<Pending> pending,
        List<Timer> timers,
        Map<StreamName, Long> applied,
        long steps,
        long timerStarts,
        String correlationId,
        @Nullable String userId,
        Instant startedAt,
        Instant at,
        int attempts,
        @Nullable String error,
        @Nullable String stuck,
        @Nullable Instant dueAt) {
    public SagaRow {
        pending = List.copyOf(pending);
        timers = List.copyOf(timers);
        applied = Map.copyOf(applied);
    }

    /**
     * A command that was or will be sent.
     *
     * @param commandId {@code ~} and a hash, the same at every repetition
     * @param category the name of its stream's category
     * @param id of its stream
     * @param name the command's, within its category
     * @param body JSON text
     * @param causationId the id of the trigger that caused it
     */
    public record Pending(String commandId, String category, String id, String name, String body, String causationId) {}

    /**
     * A running timer.
     *
     * @param number which start of a timer of this instance it is, from 1
     */
    public record Timer(String name, long number, Instant dueAt) {}
}
