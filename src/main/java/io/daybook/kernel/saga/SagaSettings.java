package io.daybook.kernel.saga;

import io.daybook.kernel.store.Backoff;
import java.time.InstantSource;

/**
 * How sagas are run.
 *
 * @param savesMax attempts to save one instance before its stream is postponed
 */
public record SagaSettings(InstantSource clock, Backoff backoff, int savesMax) {}
