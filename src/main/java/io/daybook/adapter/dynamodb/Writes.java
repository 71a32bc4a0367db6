package io.daybook.adapter.dynamodb;

import io.daybook.kernel.store.Backoff;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tries a write until it is known what became of it, or must be given up. The SDK's own retries are off for
 * writes: they would hide that an attempt before the last one may have been taken.
 */
final class Writes {
    /**
     * Attempts that may fail because of other transactions. With full jitter, ten are enough for more writers of one
     * item than DynamoDB serves in that time.
     */
    static final int CONFLICTS_MAX = 10;

    /** Attempts that may fail for technical reasons. Source: the SDK's standard mode makes 3, for DynamoDB 8. */
    static final int FAILURES_MAX = 5;

    static final AwsRequestOverrideConfiguration ONE_ATTEMPT = AwsRequestOverrideConfiguration.builder()
            .addPlugin(client ->
                    client.overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry())))
            .build();

    private final Backoff backoff;

    Writes(Backoff backoff) {
        this.backoff = backoff;
    }

    /** What became of a write. */
    sealed interface Answer<T> {
        /**
         * Storage answered.
         *
         * @param earlierInDoubt whether an attempt before this one may still be taken
         */
        record Said<T>(T value, boolean earlierInDoubt) implements Answer<T> {}

        /** Other transactions were in the way each time; certainly not written. */
        record Contended<T>(int attempts) implements Answer<T> {}

        /** It may have been written, now or in a moment. */
        record Unknown<T>() implements Answer<T> {}
    }

    /**
     * @param attempt one request; returns what storage said of the write, also where its condition failed
     * @throws io.daybook.kernel.store.StoreException if every attempt was certainly refused
     */
    <T> Answer<T> write(Supplier<T> attempt) {
        int conflicts = 0;
        int failures = 0;
        boolean inDoubt = false;
        while (true) {
            try {
                return new Answer.Said<>(attempt.get(), inDoubt);
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

    private static <T> Answer<T> giveUp(SdkException e, Failure last, int conflicts, boolean inDoubt) {
        if (inDoubt) {
            return new Answer.Unknown<>();
        }
        if (last == Failure.BUSY) {
            return new Answer.Contended<>(conflicts);
        }
        throw Failure.toStoreException(e);
    }
}
