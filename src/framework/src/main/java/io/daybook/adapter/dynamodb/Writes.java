package io.daybook.adapter.dynamodb;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries a write until its result is known, or it must be given up. The SDK's own retries are switched off for writes,
 * because they would hide that an attempt before the last one may have been taken.
 */
public final class Writes {
    /**
     * Attempts that may fail because of other transactions. With full jitter, ten are enough for more writers of one
     * item than DynamoDB can serve in that time.
     */
    public static final int CONFLICTS_MAX = 10;

    /** Attempts that may fail for technical reasons. Source: the SDK's standard mode makes 3, for DynamoDB 8. */
    public static final int FAILURES_MAX = 5;

    public static final AwsRequestOverrideConfiguration ONE_ATTEMPT = AwsRequestOverrideConfiguration.builder()
            .addPlugin(client ->
                    client.overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())))
            .build();

    private final Backoff backoff;
    private final String table;

    /** @param table which is written to, or several of them, for messages */
    public Writes(Backoff backoff, String table) {
        this.backoff = backoff;
        this.table = table;
    }

    /** What became of a write. */
    public sealed interface Answer<T> {
        /**
         * Storage answered.
         *
         * @param earlierInDoubt whether an earlier attempt may still be taken
         */
        record Said<T>(T value, boolean earlierInDoubt) implements Answer<T> {}

        /** Other transactions were in the way each time. Certainly not written. */
        record Contended<T>(int attempts) implements Answer<T> {}

        /** It may have been written, now or in a moment. */
        record Unknown<T>(StoreInDoubtException cause) implements Answer<T> {}
    }

    /** One request of a write. */
    @FunctionalInterface
    public interface Attempt<T> {
        /**
         * @param earlierInDoubt whether an earlier attempt may have been taken, so that the item in the way may be its
         *     own
         * @return storage's answer to the write, also if its condition failed
         */
        T run(boolean earlierInDoubt);
    }

    /** @throws io.daybook.kernel.failure.StoreException if every attempt was certainly refused */
    public <T> Answer<T> write(Attempt<T> attempt) {
        int conflicts = 0;
        int failures = 0;
        boolean inDoubt = false;
        while (true) {
            try {
                return new Answer.Said<>(attempt.run(inDoubt), inDoubt);
            } catch (SdkException e) {
                var failure = Failure.of(e);
                if (failure == Failure.BUSY) {
                    conflicts++;
                } else {
                    failures++;
                }
                inDoubt |= failure == Failure.IN_DOUBT;
                if (failure == Failure.REFUSED || conflicts == CONFLICTS_MAX || failures == FAILURES_MAX) {
                    return giveUp(e, failure, conflicts, inDoubt);
                }
                backoff.pause(conflicts + failures);
            }
        }
    }

    /** A conditional write. The item in its place tells whether it was made. */
    public interface Conditional<S> {
        /** Makes one request. Returns empty if it was accepted, else the item that made its condition fail. */
        Optional<S> attempt();

        /** Reads the item with strong consistency. */
        S look();

        /** Whether this is what was to be written. */
        boolean isWanted(S there);

        /** Whether this item meets the condition, so that an attempt under way may still be taken. */
        boolean isBefore(S there);
    }

    /**
     * For callers that read and write again until they succeed, which their conditions make safe.
     *
     * @return empty if it was written, else the item that is there instead
     * @throws io.daybook.kernel.failure.StoreException if it is certain that nothing was written, or in doubt
     */
    public <S> Optional<S> settle(Conditional<S> write) {
        return switch (write(earlierInDoubt -> write.attempt())) {
            case Answer.Said<Optional<S>>(var there, var inDoubt) ->
                inDoubt ? there.filter(it -> !write.isWanted(it)) : there;
            case Answer.Contended<Optional<S>>(var attempts) ->
                throw new StoreThrottledException(
                        "other transactions were in the way of " + attempts + " attempts to write to " + table,
                        table,
                        null);
            case Answer.Unknown<Optional<S>>(var cause) -> settleByLook(write, cause);
        };
    }

    private static <S> Optional<S> settleByLook(Conditional<S> write, StoreInDoubtException unknown) {
        try {
            S there = write.look();
            if (write.isWanted(there)) {
                return Optional.empty();
            }
            if (!write.isBefore(there)) {
                return Optional.of(there);
            }
        } catch (StoreException e) {
            unknown.addSuppressed(e);
        }
        throw unknown;
    }

    private <T> Answer<T> giveUp(SdkException e, Failure last, int conflicts, boolean inDoubt) {
        if (inDoubt) {
            return new Answer.Unknown<>(new StoreInDoubtException(
                    "it is not known whether " + table + " was written to: " + e.getMessage(), table, e));
        }
        if (last == Failure.BUSY) {
            return new Answer.Contended<>(conflicts);
        }
        throw Failure.toStoreException(e, table);
    }
}
