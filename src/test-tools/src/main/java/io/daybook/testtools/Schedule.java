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
 * Lets several processes work at the same time, one at a time from one call of a port to the next, in an order that a
 * seed decides; each may die before or after any such call. For what is too large to explore as {@link Interleavings}
 * does.
 */
public final class Schedule {
    private final Random random;
    private final List<Party> processes = new ArrayList<>();
    private boolean calm;

    public Schedule(Random random) {
        this.random = random;
    }

    /** Ends the work of a process where it stands. */
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

    /** Disturbs a call: may fail or answer instead of the port. Returns null where the call is to be made. */
    @FunctionalInterface
    public interface Fault {
        /** @param isAfter whether the call was made, and its answer is about to be given */
        @Nullable
        Object of(Method call, boolean isAfter);
    }

    public Party process() {
        var process = new Party();
        processes.add(process);
        return process;
    }

    /** From now on nothing is disturbed: what was begun ends, and tasks run at once. */
    public void calmDown() {
        calm = true;
        processes.forEach(process -> {
            while (process.busy) {
                process.step();
            }
        });
    }

    /** A runner: does one task at a time, on a thread of its own that moves only when it is told to. */
    public final class Party {
        private final Semaphore go = new Semaphore(0);
        private final Semaphore paused = new Semaphore(0);
        private volatile boolean busy;
        private volatile boolean dead;
        private volatile @Nullable Throwable failure;

        /** Begins a task. It stands before its first step then. */
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

        /** Dies where it stands. Whatever it does on its way out reaches no port. */
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
