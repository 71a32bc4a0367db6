package io.daybook.runtime.signals;

import io.daybook.adapter.dynamodb.capacity.Consumption;
import io.daybook.adapter.dynamodb.capacity.CurrentWork;
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
    private static final CurrentWork<Invocation> CURRENT = new CurrentWork<>();

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
        return CURRENT.during(this, work);
    }

    /** An executor whose tasks belong to the invocation that submits them, whichever thread runs them. */
    static Executor carrying(Executor executor) {
        return CURRENT.carrying(executor);
    }

    Identity identity() {
        return identity;
    }

    /** What the request, if it is one, and everything that it causes is recorded with. */
    @Nullable
    String correlationId() {
        return correlationId;
    }

    /** The id of a line or message that names none itself: that of the invocation, if there is one and it is known. */
    static @Nullable String correlationIdOr(@Nullable String own) {
        var invocation = current();
        return own == null && invocation != null ? invocation.correlationId() : own;
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
