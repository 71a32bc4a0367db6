package io.daybook.kernel.operate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a consumer is paused.
 *
 * @param who the operator who paused it
 * @param at in whole milliseconds
 */
public record Pause(String reason, String who, Instant at) {
    public Pause {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
