package io.daybook.kernel.process;

import io.daybook.kernel.failure.Backoff;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * How sagas are run.
 *
 * @param savesMax how often to try to save one instance before its stream is postponed
 * @param sends runs the commands of an instance that are sent at once, at most {@link Saga#PENDING_MAX};
 *     {@code Runnable::run} sends one after the other on the caller's thread
 */
public record SagaSettings(InstantSource clock, Backoff backoff, int savesMax, Executor sends) {
    /** Sends commands at the same time, each in a virtual thread. */
    public SagaSettings(InstantSource clock, Backoff backoff, int savesMax) {
        this(clock, backoff, savesMax, Thread::startVirtualThread);
    }
}
