package io.daybook.testtools;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets several processes work side by side. One of them runs at a time, from one call of a port to the next, in an
 * order that a seed decides, and each may die before or after any such call. It is for scenarios that are too large to
 * explore completely, as {@link Interleavings} does.
 */
public final class Schedule {
    private final Random random;
    private final List<Party> processes = new ArrayList<>();
    private boolean calm;

    public Schedule(Random random) {
        this.random = random;
    }

    /** Ends the work of a process at the point that it has reached. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        private Crash() {
            super("the process dies", null, false, false);
        }

        /** Whether something failed because its process died. */
        public static boolean isCauseOf(@Nullable Throwable thrown) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof Crash) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Disturbs a call: it may fail, or answer instead of the port. Returns null if the call is to be made. */
    @FunctionalInterface
    public interface Fault {
        /** @param isAfter whether the call has been made and is about to return */
        @Nullable
        Object of(Method call, boolean isAfter);
    }

    public Party process() {
        var process = new Party();
        processes.add(process);
        return process;
    }

    /** From now on nothing is disturbed: tasks that have begun are finished, and new ones run at once. */
    public void calmDown() {
        calm = true;
        processes.forEach(process -> {
            while (process.busy) {
                process.step();
            }
        });
    }

    /** A process: does one task at a time, on a thread of its own that moves only when it is told to. */
    public final class Party {
        private final Semaphore go = new Semaphore(0);
        private final Semaphore paused = new Semaphore(0);
        private volatile boolean busy;
        private volatile boolean dead;
        private volatile @Nullable Throwable failure;

        /** Begins a task, and stops before its first step. */
        public void begin(Runnable task) {
            if (calm) {
                task.run();
                return;
            }
            busy = true;
            Thread.startVirtualThread(() -> {
                go.acquireUninterruptibly();
                try {
                    task.run();
                } catch (Throwable e) {
                    failure = Crash.isCauseOf(e) ? null : e;
                } finally {
                    busy = false;
                    paused.release();
                }
            });
        }

        /** Goes on to the next call of a port, or to the end of the task. */
        public void step() {
            go.release();
            paused.acquireUninterruptibly();
            if (failure != null) {
                throw new AssertionError("a task failed", failure);
            }
        }

        /** Dies at the point that it has reached. Whatever it still does reaches no port. */
        public void crash() {
            dead = true;
            step();
        }

        public boolean isBusy() {
            return busy;
        }

        /** A port as this process sees it. */
        public <T> T port(Class<T> type, T target, Fault fault) {
            InvocationHandler handler = (proxy, method, arguments) -> {
                pause();
                var instead = calm ? null : fault.of(method, false);
                if (instead != null) {
                    return instead;
                }
                var answer = invoke(target, method, arguments);
                pause();
                var changed = calm ? null : fault.of(method, true);
                return changed == null ? answer : changed;
            };
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }

        private void pause() {
            if (dead) {
                throw new Crash();
            }
            if (!calm) {
                paused.release();
                go.acquireUninterruptibly();
            }
            if (dead) {
                throw new Crash();
            }
        }

        private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }
    }

    /** One of several, at random. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
