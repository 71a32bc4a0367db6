package io.daybook.testing.replay;

import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a saga made of the events of one instance.
 *
 * @param steps in their order; empty if nothing in the export starts the instance
 * @param unanswered commands for which nothing was appended in the export. What was rejected, or changed nothing, is not in
 *     an export: the saga waits for these answers for ever
 */
public record SagaReplay<S>(List<Step<S>> steps, List<Effect.Send<?>> unanswered) {
    public SagaReplay {
        steps = List.copyOf(steps);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * What one trigger led to.
     *
     * @param at when it was recorded; for an answer or a timer, when the clock of the replay was there
     * @param step as the saga calls the state
     * @param state after it
     * @param effects what the saga would have done, and what was not done
     */
    public record Step<S>(Instant at, Trigger trigger, String step, S state, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** A step in each line, to be printed. */
    @Override
    public String toString() {
        return steps.stream()
                        .map(step -> step.at() + " " + told(step.trigger()) + " -> " + step.step() + " " + step.state()
                                + step.effects().stream()
                                        .map(effect -> "\n  " + told(effect))
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining("\n"))
                + unanswered.stream().map(send -> "\nunanswered: " + told(send)).collect(Collectors.joining());
    }

    private static String told(Trigger trigger) {
        return switch (trigger) {
            case Trigger.Happened(var recorded) ->
                recorded.event() + " (version " + recorded.version() + " of " + recorded.stream() + ")";
            case Trigger.Answered(var sent, var outcome) -> told(sent) + " came to " + outcome;
            case Trigger.TimerDue(var name) -> "the timer " + name;
        };
    }

    private static String told(Effect effect) {
        return effect instanceof Effect.Send<?> send
                ? "send " + send.command() + " to " + send.stream()
                : effect.toString();
    }
}
