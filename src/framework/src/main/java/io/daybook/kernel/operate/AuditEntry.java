package io.daybook.kernel.operate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for.
 *
 * @param id unique
 * @param at in whole milliseconds
 * @param who the operator
 * @param action the verb: {@code skip}, {@code pause} and so on
 * @param target what it was about, such as a consumer and a stream
 * @param reason null for a verb that takes none
 */
public record AuditEntry(
        String id,
        Instant at,
        String who,
        String action,
        String target,
        @Nullable String reason) {
    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
