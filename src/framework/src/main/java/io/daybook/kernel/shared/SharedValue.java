package io.daybook.kernel.shared;

import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import java.util.Optional;
import java.util.function.Function;

/** Changes the one value of a table, and starts again from what is there if another instance was faster. */
public final class SharedValue<T> {
    private static final int ATTEMPTS_MAX = 20;

    private final SharedTable<T> table;
    private final String what;
    private final Backoff backoff;

    /** @param what the value is, in the plural, for the message if it cannot be changed */
    public SharedValue(SharedTable<T> table, String what, Backoff backoff) {
        this.table = table;
        this.what = what;
        this.backoff = backoff;
    }

    public Revised<T> read() {
        return table.read();
    }

    /**
     * Changes the value, unless there is nothing to change.
     *
     * @param change pure; empty if there is nothing to change
     * @return as it is now
     * @throws io.daybook.kernel.failure.StoreException if it is not certain that it was changed
     */
    public Revised<T> change(Function<Revised<T>, Optional<T>> change) {
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            var there = table.read();
            var next = change.apply(there);
            if (next.isEmpty()) {
                return there;
            }
            if (table.replace(there, next.get())) {
                return there.next(next.get());
            }
            backoff.pause(attempt);
        }
        throw new StoreUnavailableException(what + " were changed by others " + ATTEMPTS_MAX + " times in a row", null);
    }
}
