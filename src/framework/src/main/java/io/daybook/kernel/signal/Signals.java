package io.daybook.kernel.signal;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs the work of commands and consumers, so that the kernel's host can measure it. The kernel itself neither counts
 * nor looks at a stopwatch. Called by several threads at once.
 */
public interface Signals {
    /** Measures nothing. */
    Signals NONE = new Signals() {
        @Override
        public Outcome handling(String category, Supplier<Outcome> command) {
            return command.get();
        }

        @Override
        public void consuming(
                String consumer, Map<StreamName, List<Commit>> delivered, Supplier<Set<StreamName>> work) {
            var _ = work.get();
        }
    };

    /**
     * Runs a command.
     *
     * @param category of its stream
     * @throws RuntimeException from the command, which has no outcome then
     */
    Outcome handling(String category, Supplier<Outcome> command);

    /**
     * Runs a part of a consumer's work.
     *
     * @param consumer its name
     * @param delivered by stream; empty if nothing was delivered, because a parked stream is tried again or a timer is due
     * @param work returns the streams of which the consumer has applied everything that was delivered
     */
    void consuming(String consumer, Map<StreamName, List<Commit>> delivered, Supplier<Set<StreamName>> work);
}
