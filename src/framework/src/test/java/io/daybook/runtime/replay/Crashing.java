package io.daybook.runtime.replay;

import io.daybook.fixture.ForwardingReadTables;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.store.EventScan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Ends an instance before or after one of its calls to storage. It makes no call after that. */
final class Crashing {
    /** The end of a process. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash() {
            super("the process has ended", null, false, false);
        }
    }

    /** How many calls are left; far from 0 if none ends it. */
    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

    void after(int calls) {
        left.set(calls);
    }

    boolean isOver() {
        return left.get() <= 0;
    }

    private <T> T around(Supplier<T> call) {
        int number = left.decrementAndGet();
        if (number < 0) {
            left.set(0);
            throw new Crash();
        }
        var answer = call.get();
        if (number == 0) {
            throw new Crash();
        }
        return answer;
    }

    ReplayWorld.Ports of(ReplayWorld.Ports ports) {
        return new ReplayWorld.Ports(
                new ForwardingReadTables(ports.tables()) {
                    @Override
                    protected <T> T around(String call, Supplier<T> made) {
                        return Crashing.this.around(made);
                    }
                },
                of(GenerationTable.class, ports.generations()),
                of(JobTable.class, ports.jobs()),
                ports.events(),
                of(EventScan.class, ports.scan()));
    }

    private <P> P of(Class<P> port, P storage) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (self, method, arguments) -> around(() -> {
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw sneaky(e.getCause());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                })));
    }

    private static RuntimeException sneaky(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
