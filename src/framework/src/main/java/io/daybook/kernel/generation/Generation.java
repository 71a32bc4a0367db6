package io.daybook.kernel.generation;

import io.daybook.kernel.rows.ReadTables;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a projection that were made together by one version of its code, apart from those of other generations.
 *
 * @param id unique among the generations that the projection ever had: a number, or {@code asof-} and a number
 * @param asOf the time up to which commits are in it; null for all, as they come
 * @param table that its rows are in, in the template, without the stack's name
 * @param createdAt when it was marked for building
 * @param changedAt when it got its state
 * @param passedAt when the last finished pass over it began; null if there was none
 * @param release that built it
 * @param job that builds it; null if none ever did
 */
public record Generation(
        String id,
        int projectionVersion,
        State state,
        @Nullable Instant asOf,
        String table,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant passedAt,
        String release,
        @Nullable String job) {
    /** The first one of every projection. */
    public static final String FIRST = ReadTables.FIRST_GENERATION;

    /** What a generation is for. */
    public enum State {
        /** Being filled; only requests that name its id read it. */
        BUILDING,
        /** Read by the releases that have its version. */
        SERVED,
        /** Was served until another one of the same version took its place; still kept up to date. */
        KEPT,
        /** The rows of a moment; complete, and not updated any more. */
        AS_OF,
        /** Neither read nor written any more; its rows are being removed. */
        LEAVING;

        /** As operators see it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public boolean is(State other) {
        return state == other;
    }

    /** Whether commits that are appended now are to be applied to it. */
    public boolean isFed() {
        return asOf == null && state != State.LEAVING;
    }

    /** From this time on, it holds everything that was delivered to consumers of its version. */
    public Instant passedOrChangedAt() {
        return passedAt == null ? changedAt : passedAt;
    }

    public Generation as(State next, Instant now) {
        return new Generation(id, projectionVersion, next, asOf, table, createdAt, now, passedAt, release, job);
    }

    /** @param builder the job that builds it */
    public Generation by(String builder) {
        return new Generation(
                id, projectionVersion, state, asOf, table, createdAt, changedAt, passedAt, release, builder);
    }

    public Generation passed(Instant begun) {
        return new Generation(id, projectionVersion, state, asOf, table, createdAt, changedAt, begun, release, job);
    }
}
