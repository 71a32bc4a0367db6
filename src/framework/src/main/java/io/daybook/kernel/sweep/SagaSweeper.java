package io.daybook.kernel.sweep;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.process.SagaConsumer;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Does the work of each minute: fires due timers, and sends commands that a crash left unsent. */
public final class SagaSweeper {
    /**
     * How many instances are swept at the same time. Each may send up to
     * {@link io.daybook.kernel.saga.Saga#PENDING_MAX} commands at once.
     */
    private static final int AT_ONCE_MAX = 16;

    /** Pages of due instances that one call handles: 10,000 instances. The rest is left to the next call. */
    private static final int PAGES_MAX = 100;

    /**
     * The pause for an instance of a saga that is paused, or that this release does not have, because a release that
     * has it will come soon.
     */
    private static final Duration REST = Duration.ofMinutes(10);

    private final Map<String, SagaConsumer<?>> sagas = new HashMap<>();
    private final SagaTable table;
    private final InstantSource clock;
    private final FailureListener failures;
    private final Signals signals;
    private final Instructions instructions;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    /** Measures nothing, and has no operators. */
    public SagaSweeper(List<SagaConsumer<?>> sagas, SagaTable table, InstantSource clock, FailureListener failures) {
        this(sagas, table, clock, failures, Signals.NONE, Instructions.none());
    }

    /** @param instructions what operators decided */
    public SagaSweeper(
            List<SagaConsumer<?>> sagas,
            SagaTable table,
            InstantSource clock,
            FailureListener failures,
            Signals signals,
            Instructions instructions) {
        sagas.forEach(saga -> this.sagas.put(saga.name(), saga));
        this.table = table;
        this.clock = clock;
        this.failures = failures;
        this.signals = signals;
        this.instructions = instructions;
    }

    /**
     * Sweeps the instances that are due. One that fails does not stop the others and stays due. One of a saga that this
     * release does not have, or of one that is paused, stays as it is and is looked at again later.
     *
     * @return how many instances were looked at
     * @throws io.daybook.kernel.failure.StoreException if it cannot be read which are due
     */
    public int sweepDue(Deadline deadline) {
        var now = clock.instant();
        var met = new HashSet<SagaTable.Due>();
        for (int page = 0; page < PAGES_MAX && !deadline.hasPassed(); page++) {
            var due = table.due(now, SagaTable.PAGE_MAX);
            // An instance that could not be rescheduled is at the same place again.
            var news = due.stream().filter(met::add).toList();
            sweep(news, deadline);
            if (news.isEmpty() || due.size() < SagaTable.PAGE_MAX) {
                break;
            }
        }
        return met.size();
    }

    private void sweep(List<SagaTable.Due> instances, Deadline deadline) {
        var places = new Semaphore(AT_ONCE_MAX);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var instance : instances) {
                threads.execute(() -> {
                    places.acquireUninterruptibly();
                    try {
                        sweep(instance, deadline);
                    } catch (StoreException e) {
                        tell(FailureListener.Kind.POSTPONED, instance, "stays due", e);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void sweep(SagaTable.Due due, Deadline deadline) {
        if (deadline.hasPassed()) {
            return;
        }
        try {
            var saga = sagas.get(due.saga());
            if (saga != null && !instructions.paused().contains(due.saga())) {
                signals.consuming(due.saga(), Map.of(), () -> {
                    saga.sweep(due.id(), clock.instant(), deadline);
                    return Set.of();
                });
                return;
            }
            if (saga == null && unknown.add(due.saga())) {
                tell(FailureListener.Kind.ORPHANED, due, "is due, but this release has no such saga", null);
            }
            rest(due);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            tellDefect(due, e);
            rest(due);
        }
    }

    private void tell(FailureListener.Kind kind, SagaTable.Due due, String what, @Nullable RuntimeException cause) {
        failures.failed(failure(kind, due, what, null, cause));
    }

    private void tellDefect(SagaTable.Due due, RuntimeException cause) {
        @Nullable String correlationId = null;
        try {
            correlationId = table.read(due.saga(), due.id())
                    .map(instance -> instance.origin().correlationId())
                    .orElse(null);
        } catch (RuntimeException e) {
            // Perhaps the row itself cannot be read. The defect is told in any case.
            cause.addSuppressed(e);
        }
        failures.failed(failure(FailureListener.Kind.DEFECT, due, "could not be swept", correlationId, cause));
    }

    private static FailureListener.Failure failure(
            FailureListener.Kind kind,
            SagaTable.Due due,
            String what,
            @Nullable String correlationId,
            @Nullable RuntimeException cause) {
        var why = cause == null ? "" : ": " + PoisonException.describe(cause);
        var error = "the instance " + due.id() + " " + what + why;
        return new FailureListener.Failure(kind, due.saga(), null, 0, correlationId, error, cause);
    }

    /**
     * Reschedules an instance that cannot be swept, because a page of such instances would be the first page for ever.
     */
    private void rest(SagaTable.Due due) {
        table.read(due.saga(), due.id())
                .filter(this::isDue)
                .ifPresent(instance ->
                        table.save(instance.withDueAt(clock.instant().plus(REST)), List.of()));
    }

    /** What the index says of it may be over: another release may have gone on with it. */
    private boolean isDue(SagaInstance instance) {
        return instance.dueAt() != null && !instance.dueAt().isAfter(clock.instant());
    }
}
