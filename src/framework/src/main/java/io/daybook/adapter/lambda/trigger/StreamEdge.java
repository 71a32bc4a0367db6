package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.ClockSkew;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The outermost layer behind the event table's stream: turns records into commits, and unfinished streams into a
 * failure.
 */
public final class StreamEdge {
    private final String function;
    private final BiFunction<Map<StreamName, List<Commit>>, Deadline, Map<StreamName, String>> delivery;
    private final ImageReader images;
    private final BatchLog log;
    private final InstantSource clock;
    private final Findings findings;

    /**
     * Who is told of what records show besides commits. One of the stream's readers is enough.
     *
     * @param skews about the worst commit of each batch whose time and whose record's time differ too much
     * @param changes about each commit that somebody changed or removed
     */
    public record Findings(ClockSkew.Listener skews, FailureListener changes) {
        public static final Findings TOLD_ELSEWHERE = new Findings((stream, at, clock) -> {}, failure -> {});
    }

    /** @param function the name under which it logs */
    public StreamEdge(
            String function,
            BiFunction<Map<StreamName, List<Commit>>, Deadline, Map<StreamName, String>> delivery,
            ImageReader images,
            BatchLog log,
            InstantSource clock,
            Findings findings) {
        this.function = function;
        this.delivery = delivery;
        this.images = images;
        this.log = log;
        this.clock = clock;
        this.findings = findings;
    }

    /**
     * Delivers what was appended.
     *
     * @param remaining how long Lambda waits for the answer
     * @return the first record that is not done; Lambda delivers it and all later ones again
     */
    public StreamsEventResponse answer(DynamodbEvent event, Duration remaining) {
        long startNanos = System.nanoTime();
        var batch = StreamBatch.of(event.getRecords(), images);
        batch.tellWorst(findings.skews());
        batch.tellChanges(function, findings.changes());
        var commits = batch.commits();
        var unfinished = delivery.apply(commits, InvocationDeadline.of(remaining, clock));
        log.finished(new BatchLog.Batch(
                function,
                batch.records(),
                commits.size(),
                batch.unreadable(),
                unfinished.size(),
                unfinished.values().stream().findFirst().orElse(null),
                batch.correlationIds(),
                (System.nanoTime() - startNanos) / 1_000_000));
        return new StreamsEventResponse(batch.firstOf(unfinished.keySet()).map(BatchItemFailure::new).stream()
                .toList());
    }
}
