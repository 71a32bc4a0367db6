package io.daybook.kernel.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Warns when something grows towards a limit: once when it reaches half of the limit, and once when it passes it. Safe
 * for use by several threads.
 */
public final class LimitWatch {
    /** How many warnings are remembered. After that, the oldest ones may be repeated. */
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

    /** Warns nobody. For tests and rehearsals. */
    public static LimitWatch silent() {
        return new LimitWatch(near -> {});
    }

    /** What is limited, and what its owner can do about it. */
    public enum Limit {
        /** Source: {@link Append#CLAIMS_MAX}. */
        CLAIMS(
                Append.CLAIMS_MAX,
                "a command that takes and frees more claims than the limit is refused;"
                        + " divide them among several commands or streams"),
        /** Bytes. Source: DynamoDB, an item has at most 400 KB; the rest is for future attributes. */
        SNAPSHOT(
                400_000,
                "a snapshot beyond the limit is not kept, and more and more events have to be read;"
                        + " keep less in the state, or divide the stream"),
        /** Bytes, compressed if that saves any. Source: as above. */
        ROW(
                400_000,
                "a row beyond the limit cannot be stored, and its stream is parked;"
                        + " keep less in the row, or divide the stream"),
        /** Bytes before compression. Source: as above, with more room. */
        SAGA(
                380_000,
                "an instance beyond the limit cannot be stored, and its stream is parked;"
                        + " keep less in its state and its pending commands");

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
     * Something that is near its limit, or beyond it.
     *
     * @param name of the stream, the row or the instance
     * @param size in the unit of the limit
     */
    public record Near(Limit limit, String name, int size) {}

    /** Called by several threads at once. */
    @FunctionalInterface
    public interface Listener {
        void near(Near near);
    }

    /**
     * Warns if it is time to.
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
