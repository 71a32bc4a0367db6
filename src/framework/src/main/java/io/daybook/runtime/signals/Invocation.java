package io.daybook.runtime.signals;

import io.daybook.adapter.dynamodb.capacity.Consumption;
import io.daybook.runtime.metrics.Dimension;
import io.daybook.runtime.metrics.Measurement;
import io.daybook.runtime.metrics.Measurements;
import io.daybook.runtime.metrics.Metric;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One invocation of a function, as it goes on. The threads that it starts belong to it. */
final class Invocation {
    private static final InheritableThreadLocal<@Nullable Invocation> CURRENT = new InheritableThreadLocal<>();

    private final Identity identity;
    private final Consumption used;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final Measurements measurements = new Measurements();
    private volatile @Nullable String correlationId;

    /**
     * Which invocation it is.
     *
     * @param traceId of X-Ray, or null
     * @param isFirst of the process
     */
    record Identity(Invocations.Call call, @Nullable String traceId, boolean isFirst) {}

    Invocation(Identity identity, Consumption used, LongSupplier nanoTime) {
        this.identity = identity;
        this.used = used;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    /** The one that this thread works for; null if it works for none. */
    static @Nullable Invocation current() {
        return CURRENT.get();
    }

    <T> T call(Supplier<T> work) {
        return during(this, work);
    }

    /** An executor whose tasks belong to the invocation that submits them, whichever thread runs them. */
    static Executor carrying(Executor executor) {
        return task -> {
            var invocation = CURRENT.get();
            executor.execute(() -> during(invocation, () -> {
                task.run();
                return true;
            }));
        };
    }

    private static <T> T during(@Nullable Invocation invocation, Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(invocation);
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    Identity identity() {
        return identity;
    }

    /** What the request, if it is one, and everything that it causes is recorded with. */
    @Nullable
    String correlationId() {
        return correlationId;
    }

    void correlate(String id) {
        correlationId = id;
    }

    Consumption used() {
        return used;
    }

    Measurements measurements() {
        return measurements;
    }

    /** What metrics of the function as such are about. */
    Map<Dimension, String> about() {
        return Map.of(Dimension.FUNCTION, identity.call().function());
    }

    /** Everything that was measured and not taken yet, with what is known only at the end. */
    List<Measurement> end() {
        if (hasEnded.compareAndSet(false, true)) {
            measureWhole();
        }
        return measurements.take();
    }

    private void measureWhole() {
        var about = about();
        var total = used.total();
        measurements.add(about, Metric.DURATION_MILLIS, (nanoTime.getAsLong() - startNanos) / 1_000_000.0);
        measurements.add(about, Metric.READ_UNITS, total.readUnits());
        measurements.add(about, Metric.WRITE_UNITS, total.writeUnits());
        if (identity.isFirst()) {
            measurements.add(about, Metric.COLD_STARTS, 1);
        }
        if (used.cancelledTransactions() > 0) {
            measurements.add(about, Metric.CANCELLED_TRANSACTIONS, used.cancelledTransactions());
        }
        used.throttled().values().forEach(count -> measurements.sum(about, Metric.THROTTLED_TABLE, count));
    }
}
