package io.daybook.adapter.lambda.trigger;

import io.daybook.kernel.consume.Deadline;
import java.time.Duration;
import java.time.InstantSource;

/** When an invocation begins nothing new, so that what it has begun is answered before Lambda ends it. */
final class InvocationDeadline {
    /** Source: the design, promise 5. */
    static final Duration RESERVE = Duration.ofSeconds(10);

    private InvocationDeadline() {}

    /** @param remaining how long Lambda waits for the answer */
    static Deadline of(Duration remaining, InstantSource clock) {
        return Deadline.at(clock.instant().plus(remaining).minus(RESERVE), clock);
    }
}
