package io.daybook.kernel.saga;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger did to an instance, kept for people to read.
 *
 * @param number from 1
 * @param at when it was taken
 * @param trigger what kind it was: {@code event}, {@code answer}, {@code due} or {@code operator}
 * @param what the name of the event, command or timer, or {@code close}
 * @param stream of the event or the command; null for others
 * @param version of the event; null for others
 * @param outcome of a command: {@code appended}, {@code unchanged}, {@code rejected} or {@code not-found}; null for
 *     others
 * @param detail the names of appended events, why a command was rejected, why the saga gave up, or why an operator
 *     closed it; null if none of these
 * @param step the saga's step after it
 * @param sent the commands that it sent then: {@code "reserve stock-p1"}
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

    /** This step, with an earlier one that is not kept on its own. */
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
