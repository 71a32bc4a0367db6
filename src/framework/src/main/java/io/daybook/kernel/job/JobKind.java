package io.daybook.kernel.job;

import java.util.Locale;

/** What a job is for. */
public enum JobKind {
    REBUILD,
    RECONCILE,
    VERIFY,
    REMOVE;

    /** As operators see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
