package io.daybook.kernel.tally;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.rows.TallyTable.Cursor;
import io.daybook.kernel.rows.TallyTable.Saved;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One call of a {@link TallyProjector}. It works in rounds, in which every unfinished stream takes one step. A stream
 * either takes a step forward or is overtaken, and the latter only a limited number of times.
 */
final class TallyRun<E, R> {
    /** Each time, another writer has advanced a row or a stream. With more writers at once, waiting is not worth it. */
    static final int OVERTAKEN_MAX = 8;

    private final TallyPlanner<E, R> planner;
    private final TallyTable<R> table;
    private final TallyRows<E, R> rows;
    private final Backoff backoff;
    private final Map<StreamName, List<Commit>> delivered;
    private final Deadline deadline;

    /** How far the unfinished streams are. */
    private final Map<StreamName, Cursor> unfinished = new LinkedHashMap<>();

    private final Map<StreamName, Integer> overtaken = new HashMap<>();

    /** Streams of a transaction that failed. To find the one at fault, each goes on alone, commit by commit. */
    private final Set<StreamName> alone = new HashSet<>();

    private final Map<StreamName, Progress> progress = new HashMap<>();

    TallyRun(
            TallyPlanner<E, R> planner,
            TallyRows<E, R> rows,
            TallyTable<R> table,
            Backoff backoff,
            Map<StreamName, List<Commit>> delivered,
            Deadline deadline) {
        this.planner = planner;
        this.rows = rows;
        this.table = table;
        this.backoff = backoff;
        this.delivered = delivered;
        this.deadline = deadline;
    }

    Map<StreamName, Progress> progress() {
        readCursors(delivered.keySet());
        while (!unfinished.isEmpty()) {
            round();
        }
        return progress;
    }

    private void round() {
        var moves = new ArrayList<TallyPlan<R>>();
        var together = new ArrayList<TallyPlan<R>>();
        var singly = new ArrayList<TallyPlan<R>>();
        for (var plan : plans()) {
            if (plan.shares().isEmpty()) {
                moves.add(plan);
            } else {
                (alone.contains(plan.stream()) ? singly : together).add(plan);
            }
        }
        move(moves);
        for (var transaction : TallyPacking.transactions(together)) {
            add(transaction);
        }
        for (var plan : singly) {
            add(List.of(plan));
        }
    }

    /** The next step of each unfinished stream. A stream that has nothing to do is finished. */
    private List<TallyPlan<R>> plans() {
        var plans = new ArrayList<TallyPlan<R>>();
        for (var entry : List.copyOf(unfinished.entrySet())) {
            var stream = entry.getKey();
            if (deadline.hasPassed()) {
                finish(stream, Progress.Postponed.LATE);
                continue;
            }
            try {
                var plan = planner.plan(
                        stream, entry.getValue(), delivered.getOrDefault(stream, List.of()), alone.contains(stream));
                if (plan.moves()) {
                    plans.add(plan);
                } else {
                    advance(plan);
                }
            } catch (StoreException e) {
                finish(stream, Progress.Postponed.because(e));
            } catch (PoisonException e) {
                finish(stream, e.progress());
            }
        }
        return plans;
    }

    /** Streams whose commits add nothing. */
    private void move(List<TallyPlan<R>> plans) {
        if (plans.isEmpty()) {
            return;
        }
        try {
            var saved =
                    table.save(List.of(), plans.stream().map(TallyPlan::move).toList());
            // Those that were not elsewhere have been moved.
            settle(plans, saved).forEach(this::advance);
        } catch (StoreException e) {
            postpone(plans, Progress.Postponed.because(e));
        }
    }

    /** Makes one transaction, and repeats it as long as only its rows were overtaken. */
    private void add(List<TallyPlan<R>> plans) {
        var left = plans;
        try {
            for (int attempt = 1; attempt <= OVERTAKEN_MAX && !left.isEmpty(); attempt++) {
                if (deadline.hasPassed()) {
                    left.forEach(plan -> finish(plan.stream(), Progress.Postponed.LATE));
                    return;
                }
                left = settle(left, rows.save(left));
                if (!left.isEmpty()) {
                    backoff.pause(attempt);
                }
            }
            postpone(left, new Progress.Postponed("its rows were overtaken " + OVERTAKEN_MAX + " times"));
        } catch (StoreException e) {
            postpone(left, Progress.Postponed.because(e));
        } catch (RuntimeException e) {
            goAlone(left, e);
        }
    }

    /** @return those that were not overtaken: they are tried again, or, if they have no rows, were moved */
    private List<TallyPlan<R>> settle(List<TallyPlan<R>> plans, Saved saved) {
        return switch (saved) {
            case Saved.Done() -> {
                plans.forEach(this::advance);
                yield List.of();
            }
            case Saved.Overtaken(var keys, var streams) -> {
                lose(streams);
                yield plans.stream()
                        .filter(plan -> !streams.contains(plan.stream()))
                        .toList();
            }
        };
    }

    private void advance(TallyPlan<R> plan) {
        if (plan.poison() != null) {
            finish(plan.stream(), plan.poison().progress());
        } else if (plan.more() && plan.moves()) {
            unfinished.put(plan.stream(), plan.to());
        } else {
            finish(plan.stream(), Progress.APPLIED);
        }
    }

    /** These streams are at another version than expected. They are planned again from there. */
    private void lose(Set<StreamName> streams) {
        var again = new ArrayList<StreamName>();
        for (var stream : streams) {
            if (overtaken.merge(stream, 1, Integer::sum) < OVERTAKEN_MAX) {
                again.add(stream);
            } else {
                finish(stream, new Progress.Postponed("overtaken " + OVERTAKEN_MAX + " times"));
            }
        }
        readCursors(again);
    }

    private void readCursors(Collection<StreamName> streams) {
        if (streams.isEmpty()) {
            return;
        }
        try {
            unfinished.putAll(table.cursors(streams));
        } catch (StoreException e) {
            streams.forEach(stream -> finish(stream, Progress.Postponed.because(e)));
        }
    }

    /**
     * A share cannot be merged, or a row cannot be stored. Which stream is at fault is found when each is handled
     * alone.
     */
    private void goAlone(List<TallyPlan<R>> plans, RuntimeException error) {
        for (var plan : plans) {
            if (!alone.add(plan.stream())) {
                finish(plan.stream(), new PoisonException(plan.from().version() + 1, error).progress());
            }
        }
    }

    private void postpone(List<TallyPlan<R>> plans, Progress.Postponed postponed) {
        plans.forEach(plan -> finish(plan.stream(), postponed));
    }

    private void finish(StreamName stream, Progress outcome) {
        unfinished.remove(stream);
        progress.put(stream, outcome);
    }
}
