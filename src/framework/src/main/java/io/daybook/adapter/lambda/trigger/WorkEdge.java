package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.job.JobProgress;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.job.Ring;
import io.daybook.kernel.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The outermost layer of the function that does jobs: each message of its queue rings for one segment. */
public final class WorkEdge {
    /** As long as a page, the rest after it and what is saved then can take, each with a call that is given up. */
    private static final Duration RESERVE = Duration.ofSeconds(45);

    /** Of the reserve: a page that was begun in time may go on for so long. It takes about a second. */
    private static final Duration PAGE_MORE_MAX = Duration.ofSeconds(5);

    private final Worker worker;
    private final Jobs jobs;
    private final Duration atATimeMax;
    private final BatchLog log;
    private final InstantSource clock;

    /** @param atATimeMax how long a segment is worked on before another one may get its turn */
    public WorkEdge(Worker worker, Jobs jobs, Duration atATimeMax, BatchLog log, InstantSource clock) {
        this.worker = worker;
        this.jobs = jobs;
        this.atATimeMax = atATimeMax;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Works on what the messages ring for, one after the other.
     *
     * @param remaining how long Lambda waits for the answer
     * @return the messages to deliver again
     */
    public SQSBatchResponse answer(SQSEvent event, Duration remaining) {
        var failed = new ArrayList<BatchItemFailure>();
        var until = clock.instant().plus(least(remaining.minus(RESERVE), atATimeMax));
        for (var message : event.getRecords()) {
            if (!isDone(message, until)) {
                failed.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failed);
    }

    private boolean isDone(SQSMessage message, Instant until) {
        long startNanos = System.nanoTime();
        @Nullable RuntimeException defect = null;
        @Nullable JobProgress progress = null;
        try {
            var ring = Ring.parse(message.getBody());
            worker.work(
                    ring.job(),
                    ring.segment(),
                    Deadline.at(until, clock),
                    Deadline.at(until.plus(PAGE_MORE_MAX), clock));
            progress = jobs.find(ring.job()).orElse(null);
        } catch (StoreException | IllegalArgumentException e) {
            defect = e;
        }
        log.finished(new BatchLog.Work(progress, (System.nanoTime() - startNanos) / 1_000_000), defect);
        return defect == null;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
