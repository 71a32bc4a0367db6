package io.daybook.runtime.beans;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.sweep.Backlog;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.signals.FailureLines;
import io.daybook.runtime.signals.Gauges;
import io.daybook.runtime.signals.InvocationLines;
import io.daybook.runtime.signals.Invocations;
import io.daybook.runtime.signals.JsonLines;
import io.daybook.runtime.signals.Lines;
import io.daybook.runtime.signals.Measuring;
import io.daybook.runtime.signals.ReadableLines;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** The beans that say what the application does. */
public final class SignalBeans {
    @Produces
    @Singleton
    static Lines lines(DaybookConfig config, Instance<LocalDynamoDb> laptop) {
        return StoreBeans.isLaptop(laptop)
                ? new ReadableLines()
                : new JsonLines(config.service(), config.release(), InstantSource.system());
    }

    @Produces
    @Singleton
    static CapacityMeter capacityMeter() {
        return new CapacityMeter();
    }

    @Produces
    @Singleton
    static Signals signals(CapacityMeter capacity) {
        return new Measuring(capacity, InstantSource.system(), System::nanoTime);
    }

    @Produces
    @Singleton
    static Gauges gauges(Lines lines, ParkedStreams parked, SagaTable sagas, Catalog catalog) {
        var names = catalog.sagas().stream().map(Saga::name).toList();
        return new Gauges(lines, () -> Backlog.at(InstantSource.system().instant(), parked, sagas, names));
    }

    @Produces
    @Singleton
    static Invocations invocations(Lines lines, CapacityMeter capacity) {
        return new Invocations(lines, capacity, System::nanoTime);
    }

    @Produces
    @Singleton
    static InvocationLines invocationLines(Lines lines) {
        return new InvocationLines(lines);
    }

    @Produces
    @Singleton
    static FailureLines failureLines(Lines lines) {
        return new FailureLines(lines);
    }

    @Produces
    @Singleton
    static LimitWatch limitWatch(FailureLines failures) {
        return new LimitWatch(failures);
    }

    /** Makes lines of what libraries log, too, before anything else starts that may have something to say. */
    static void writeJson(@Observes @Priority(1) StartupEvent event, Lines lines) {
        if (lines instanceof JsonLines json) {
            for (var handler : java.util.logging.Logger.getLogger("").getHandlers()) {
                setFormat(handler, new JsonFormat(json));
            }
        }
    }

    /** Quarkus keeps its handlers inside of one that waits until they are made. */
    private static void setFormat(java.util.logging.Handler handler, JsonFormat format) {
        if (handler instanceof ConsoleHandler console) {
            console.setFormatter(format);
        } else if (handler instanceof ExtHandler outer) {
            for (var inner : outer.getHandlers()) {
                setFormat(inner, format);
            }
        }
    }
}
