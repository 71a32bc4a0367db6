package io.daybook.kernel.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Says early of what grows that it comes near a limit: once where half of it is reached, and once more where it is
 * passed. Safe for use by several threads.
 */
public final class LimitWatch {
    /** So many are remembered as told; after that, those that were told first may be told again. */
    private static final int TOLD_MAX = 10_000;

    private final Listener listener;
    private final Set<Told> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Told, Boolean> eldest) {
            return size() > TOLD_MAX;
        }
    });

    private record Told(Limit limit, String name, boolean passed) {}

    public LimitWatch(Listener listener) {
        this.listener = listener;
    }

    /** Tells nobody: for tests and rehearsals. */
    public static LimitWatch silent() {
        return new LimitWatch(near -> {});
    }

    /** What is limited, and what its owner can do. */
    public enum Limit {
        /** Source: {@link Append#CLAIMS_MAX}. */
        CLAIMS(
                Append.CLAIMS_MAX,
                "a command that takes and frees more claims at once than the limit is refused;"
                        + " let several commands or streams take them"),
        /** Bytes. Source: DynamoDB, an item is at most 400 KB; the rest is for attributes to come. */
        SNAPSHOT(
                400_000,
                "no snapshot beyond the limit is kept, and more and more events are read without one;"
                        + " let the state hold less, or divide the stream"),
        /** Bytes, compressed where that saves any. Source: as above. */
        ROW(
                400_000,
                "a row beyond the limit cannot be stored, and its stream is parked;"
                        + " let the row hold less, or divide the stream"),
        /** Bytes before compression. Source: as above, with more room. */
        SAGA(
                380_000,
                "an instance beyond the limit cannot be stored, and its stream is parked;"
                        + " let its state and what it has pending hold less");

        private final int max;
        private final String advice;

        Limit(int max, String advice) {
            this.max = max;
            this.advice = advice;
        }

        public int max() {
            return max;
        }

        public String advice() {
            return advice;
        }
    }

    /**
     * What has grown.
     *
     * @param name of the stream, the row or the instance
     * @param size in the unit of the limit; beyond the limit where it was passed
     */
    public record Near(Limit limit, String name, int size) {}

    /** Called by several threads at once. */
    @FunctionalInterface
    public interface Listener {
        void near(Near near);
    }

    /**
     * Tells where it is time to.
     *
     * @return whether it is within the limit
     */
    public boolean isWithin(Limit limit, String name, int size) {
        boolean passed = size > limit.max();
        if (size >= limit.max() / 2 && isNew(new Told(limit, name, passed))) {
            listener.near(new Near(limit, name, size));
        }
        return !passed;
    }

    private boolean isNew(Told one) {
        synchronized (told) {
            return told.add(one);
        }
    }
}
