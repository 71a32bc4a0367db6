package io.daybook.kernel.registration;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says from when on a saga or reactor takes events.
 *
 * @param since never changes; what was recorded earlier counts as applied. In whole milliseconds
 * @param reconcileAt when it is to be compared with all streams; null if it need not be, or was already
 */
public record Registration(Instant since, @Nullable Instant reconcileAt) {
    /** It takes all events that there ever were. */
    public static final Instant BEGINNING = Instant.EPOCH;

    public Registration {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        reconcileAt = reconcileAt == null ? null : reconcileAt.truncatedTo(ChronoUnit.MILLIS);
    }

    public boolean isFromBeginning() {
        return since.equals(BEGINNING);
    }

    boolean isDue(Instant now) {
        return reconcileAt != null && !reconcileAt.isAfter(now);
    }

    Registration reconciledAt(@Nullable Instant time) {
        return new Registration(since, time);
    }
}
