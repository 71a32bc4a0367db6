package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The outermost layer of the sweeper. A schedule calls it for work that is due, and a queue with messages about records
 * that a function could not handle in all of Lambda's attempts.
 */
public final class SweepEdge {
    private final Work work;
    private final Records records;
    private final BatchLog log;
    private final InstantSource clock;

    /**
     * What there is to do; each of the first two returns how many came of it.
     *
     * @param redriveDue see {@link io.daybook.kernel.deliver.Redriver#redriveDue}
     * @param sweepSagas see {@link io.daybook.kernel.sweep.SagaSweeper#sweepDue}
     * @param recover see {@link io.daybook.kernel.deliver.Redriver#recover}
     * @param measure looks at what waits, before any of it is done
     * @param ringSilentJobs see {@link io.daybook.kernel.job.Jobs#ringSilent}
     */
    public record Work(
            ToIntFunction<Deadline> redriveDue,
            ToIntFunction<Deadline> sweepSagas,
            BiConsumer<Set<StreamName>, Deadline> recover,
            Runnable measure,
            Runnable ringSilentJobs) {
        /** Measures nothing, and has no jobs. */
        public Work(
                ToIntFunction<Deadline> redriveDue,
                ToIntFunction<Deadline> sweepSagas,
                BiConsumer<Set<StreamName>, Deadline> recover) {
            this(redriveDue, sweepSagas, recover, () -> {}, () -> {});
        }
    }

    /** Reads the records of a failed batch again. */
    @FunctionalInterface
    public interface Records {
        /**
         * The streams that they belong to.
         *
         * @return empty if the records are no longer kept
         * @throws StoreException if they could not be read this time
         */
        Optional<Set<StreamName>> streamsOf(FailedBatch batch);
    }

    public SweepEdge(Work work, Records records, BatchLog log, InstantSource clock) {
        this.work = work;
        this.records = records;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Does what is due, or what the messages ask for.
     *
     * @param event of the on-failure queue; the event of a schedule is read as one without records
     * @param remaining how long Lambda waits for the answer
     * @return the messages to deliver again
     */
    public SQSBatchResponse answer(SQSEvent event, Duration remaining) {
        long startNanos = System.nanoTime();
        var deadline = InvocationDeadline.of(remaining, clock);
        if (event.getRecords() == null) {
            doWhatIsDue(deadline, startNanos);
            return new SQSBatchResponse(List.of());
        }
        var recovery = new Recovery();
        for (var message : event.getRecords()) {
            recovery.of(message, deadline);
        }
        log.finished(
                new BatchLog.Sweep(
                        0, 0, recovery.streams.size(), recovery.lost, recovery.failed.size(), millisSince(startNanos)),
                recovery.defect);
        return new SQSBatchResponse(recovery.failed);
    }

    /**
     * Does all of it at the same time, because an outage may have parked more streams than one invocation can redrive. They
     * are done even if nothing could be measured, which is the invocation's failure nevertheless.
     */
    private void doWhatIsDue(Deadline deadline, long startNanos) {
        var measured = CompletableFuture.runAsync(work.measure(), Runnable::run);
        var redriven = CompletableFuture.supplyAsync(
                () -> work.redriveDue().applyAsInt(deadline), task -> Thread.startVirtualThread(task));
        var sagas = CompletableFuture.supplyAsync(
                () -> work.sweepSagas().applyAsInt(deadline), task -> Thread.startVirtualThread(task));
        var rung = CompletableFuture.runAsync(work.ringSilentJobs(), task -> Thread.startVirtualThread(task));
        try {
            CompletableFuture.allOf(measured, redriven, sagas, rung).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
        log.finished(new BatchLog.Sweep(redriven.join(), sagas.join(), 0, 0, 0, millisSince(startNanos)), null);
    }

    /** Handles message by message, so that one that fails does not hold the others up. */
    private final class Recovery {
        private final Set<StreamName> streams = new LinkedHashSet<>();
        private final List<BatchItemFailure> failed = new ArrayList<>();
        private int lost;
        private @Nullable RuntimeException defect;

        void of(SQSMessage message, Deadline deadline) {
            try {
                if (deadline.hasPassed()) {
                    failed.add(new BatchItemFailure(message.getMessageId()));
                    return;
                }
                // If the records are gone, their streams are caught up at their next event.
                records.streamsOf(FailedBatch.parse(message.getBody()))
                        .ifPresentOrElse(found -> recover(found, deadline), () -> lost++);
            } catch (StoreException | IllegalArgumentException e) {
                failed.add(new BatchItemFailure(message.getMessageId()));
                defect = defect == null ? e : defect;
            }
        }

        private void recover(Set<StreamName> found, Deadline deadline) {
            work.recover().accept(found, deadline);
            streams.addAll(found);
        }
    }

    private static long millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }
}
