package io.daybook.kernel.operate;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what operators ask for, before it is done: nothing is done without an entry, and an entry may be of a verb
 * that then failed.
 */
public final class AuditTrail {
    private final OperatorTable table;
    private final InstantSource clock;
    private final Supplier<String> ids;

    /** @param ids a new id at each call */
    public AuditTrail(OperatorTable table, InstantSource clock, Supplier<String> ids) {
        this.table = table;
        this.clock = clock;
        this.ids = ids;
    }

    /** @throws io.daybook.kernel.failure.StoreException if it is not certain that it is written down */
    public void record(String who, String action, String target, @Nullable String reason) {
        table.record(new AuditEntry(ids.get(), clock.instant(), who, action, target, reason));
    }
}
