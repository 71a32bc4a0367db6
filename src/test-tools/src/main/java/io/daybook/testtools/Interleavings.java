package io.daybook.testtools;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario of several actors once for every order in which their steps can follow each other, and for every
 * choice that they make on the way. One actor runs at a time, from one step to its next, so each run can be repeated
 * exactly. It is a depth-first search over schedules, and each run begins anew.
 */
public final class Interleavings {
    /** Far more than the scenarios here need; a scenario that needs more should be made smaller. */
    private static final int RUNS_MAX = 2_000_000;

    private final List<Integer> path = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int depth;

    private Interleavings() {}

    /** @return how many runs there were */
    public static int explore(Consumer<Run> scenario) {
        return VirtualThread.get(() -> search(scenario));
    }

    private static int search(Consumer<Run> scenario) {
        var search = new Interleavings();
        for (int runs = 1; runs <= RUNS_MAX; runs++) {
            search.depth = 0;
            search.options.clear();
            try {
                scenario.accept(search.new Run());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("fails with the choices " + search.path.subList(0, search.depth), e);
            }
            if (!search.next()) {
                return runs;
            }
        }
        throw new AssertionError("more than " + RUNS_MAX + " runs");
    }

    private synchronized int choose(int count) {
        if (depth == path.size()) {
            path.add(0);
        }
        options.add(count);
        return path.get(depth++);
    }

    /** Moves to the next untried path; returns false if there is none. */
    private boolean next() {
        for (int last = depth - 1; last >= 0; last--) {
            if (path.get(last) + 1 < options.get(last)) {
                path.set(last, path.get(last) + 1);
                path.subList(last + 1, path.size()).clear();
                return true;
            }
        }
        return false;
    }

    /** One run of the scenario. */
    public final class Run {
        private final List<Actor> actors = new ArrayList<>();

        public Actor actor() {
            var actor = new Actor();
            actors.add(actor);
            return actor;
        }

        /** Lets the actors take their steps, in an order that no run repeats, until all are done. */
        public void finish() {
            actors.forEach(Actor::awaitPause);
            while (true) {
                var ready = actors.stream().filter(actor -> !actor.done).toList();
                if (ready.isEmpty()) {
                    break;
                }
                var chosen = ready.size() == 1 ? ready.getFirst() : ready.get(choose(ready.size()));
                chosen.go();
                chosen.awaitPause();
            }
            for (var actor : actors) {
                if (actor.failure != null) {
                    throw new AssertionError("an actor failed", actor.failure);
                }
            }
        }
    }

    /** Does its work on a thread of its own, but moves only when it is told to. */
    public final class Actor {
        private final Semaphore paused = new Semaphore(0);
        private final Semaphore go = new Semaphore(0);
        private volatile boolean done;
        private volatile @Nullable Throwable failure;

        public void does(Runnable work) {
            Thread.startVirtualThread(() -> {
                try {
                    step();
                    work.run();
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    done = true;
                    paused.release();
                }
            });
        }

        /** The actor's work calls this wherever another actor may come in between. */
        public void step() {
            paused.release();
            go.acquireUninterruptibly();
        }

        /** Returns one of {@code count} ways to go on; every one is tried. */
        public int choose(int count) {
            return Interleavings.this.choose(count);
        }

        private void awaitPause() {
            paused.acquireUninterruptibly();
        }

        private void go() {
            go.release();
        }
    }
}
