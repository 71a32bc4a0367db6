package io.daybook.kernel.saga;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one trigger did to an instance; kept for people.
 *
 * @param number from 1
 * @param at when it was taken
 * @param trigger what kind it was: {@code event}, {@code answer} or {@code due}
 * @param what the name of the event, command or timer
 * @param stream of the event or the command; null for a timer
 * @param version of the event; null for others
 * @param outcome of a command: {@code appended}, {@code unchanged}, {@code rejected} or {@code not-found}; null for others
 * @param detail event names that an answer brought, or why it was rejected, or why the saga gave up; null where there is
 *     nothing to say
 * @param step where the saga stood after it
 * @param sent what it sent in turn: {@code "reserve inventory-p1"}
 * @param timers what it did to timers: {@code "start payment"}, {@code "cancel payment"}
 */
public record HistoryStep(
        long number,
        Instant at,
        String trigger,
        String what,
        @Nullable String stream,
        @Nullable Long version,
        @Nullable String outcome,
        @Nullable String detail,
        String step,
        List<String> sent,
        List<String> timers) {
    public HistoryStep {
        sent = List.copyOf(sent);
        timers = List.copyOf(timers);
    }

    /** This step, telling also of one before it that is not kept by itself. */
    public HistoryStep after(HistoryStep last) {
        return new HistoryStep(
                number,
                at,
                trigger,
                last.what + ", " + what,
                stream,
                version,
                outcome,
                detail == null ? last.detail : detail,
                step,
                Stream.concat(last.sent.stream(), sent.stream()).toList(),
                Stream.concat(last.timers.stream(), timers.stream()).toList());
    }
}
