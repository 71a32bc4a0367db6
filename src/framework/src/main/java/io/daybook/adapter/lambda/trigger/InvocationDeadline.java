package io.daybook.adapter.lambda.trigger;

import io.daybook.kernel.consume.Deadline;
import java.time.Duration;
import java.time.InstantSource;

/** When an invocation stops beginning new work, so that it can finish and answer before Lambda ends it. */
final class InvocationDeadline {
    /** Longer than what was begun takes: the client gives up a call of DynamoDB after 10 seconds. */
    static final Duration RESERVE = Duration.ofSeconds(10);

    private InvocationDeadline() {}

    /** @param remaining how long Lambda waits for the answer */
    static Deadline of(Duration remaining, InstantSource clock) {
        return Deadline.at(clock.instant().plus(remaining).minus(RESERVE), clock);
    }
}
