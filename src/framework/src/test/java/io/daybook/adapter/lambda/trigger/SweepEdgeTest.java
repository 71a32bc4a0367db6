package io.daybook.adapter.lambda.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreThrottledException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepEdgeTest {
    private static final StreamName A = new StreamName("wallet", "a");
    private static final StreamName B = new StreamName("wallet", "b");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Logged log = new Logged();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<FailedBatch> looked = new ArrayList<>();
    private SweepEdge.Records records = batch -> Optional.of(Set.of(A));
    /** What the work of a schedule waits for. */
    private Runnable during = () -> {};

    private @Nullable StoreException redriveFails;

    @Test
    void a_schedule_does_what_is_due() {
        assertThat(answer(new SQSEvent(), MINUTE)).isEqualTo(new SQSBatchResponse(List.of()));
        assertThat(calls).containsExactlyInAnyOrder("redrive", "sagas");
        assertThat(log.sweeps).containsExactly(new BatchLog.Sweep(2, 3, 0, 0, 0, 0));
    }

    @Test
    void many_parked_streams_leave_sagas_their_time() {
        var together = new CyclicBarrier(2);
        during = () -> {
            try {
                together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        };
        answer(new SQSEvent(), MINUTE);
        assertThat(log.sweeps).containsExactly(new BatchLog.Sweep(2, 3, 0, 0, 0, 0));
    }

    @Test
    void sagas_are_swept_though_parked_streams_cannot_be_listed() {
        var throttled = new StoreThrottledException("too much", new IllegalStateException());
        redriveFails = throttled;
        assertThat(catchThrowable(() -> answer(new SQSEvent(), MINUTE))).isSameAs(throttled);
        assertThat(calls).containsExactly("sagas");
    }

    @Test
    void streams_of_a_batch_that_lambda_gave_up_are_recovered() {
        assertThat(answer(messages(body("800", "801")), MINUTE)).isEqualTo(new SQSBatchResponse(List.of()));
        assertThat(looked).containsExactly(new FailedBatch("arn:stream", "shardId-1", "800", "801"));
        assertThat(calls).containsExactly("recover [wallet-a]");
        assertThat(log.sweeps).containsExactly(new BatchLog.Sweep(0, 0, 1, 0, 0, 0));
    }

    @Test
    void records_that_the_stream_no_longer_has_are_let_go() {
        records = batch -> Optional.empty();
        assertThat(answer(messages(body("1", "2")), MINUTE)).isEqualTo(new SQSBatchResponse(List.of()));
        assertThat(calls).isEmpty();
        assertThat(log.sweeps).containsExactly(new BatchLog.Sweep(0, 0, 0, 1, 0, 0));
    }

    @Test
    void only_the_message_that_failed_is_reported_and_why() {
        var throttled = new StoreThrottledException("too much", new IllegalStateException());
        records = batch -> {
            if (batch.first().equals("1")) {
                throw throttled;
            }
            return Optional.of(Set.of(B));
        };
        assertThat(answer(messages(body("1", "2"), "no JSON", body("3", "4"), "{}"), MINUTE))
                .isEqualTo(failures("m0", "m1", "m3"));
        assertThat(calls).containsExactly("recover [wallet-b]");
        assertThat(log.defects).containsExactly(throttled);
    }

    @Test
    void messages_for_which_no_time_is_left_come_again() {
        assertThat(answer(messages(body("1", "2")), Duration.ofSeconds(10))).isEqualTo(failures("m0"));
        assertThat(calls).isEmpty();
    }

    private SQSBatchResponse answer(SQSEvent event, Duration remaining) {
        var work = new SweepEdge.Work(
                deadline -> {
                    if (redriveFails != null) {
                        throw redriveFails;
                    }
                    calls.add("redrive");
                    during.run();
                    return 2;
                },
                deadline -> {
                    calls.add("sagas");
                    during.run();
                    return 3;
                },
                (streams, deadline) -> calls.add("recover " + streams));
        SweepEdge.Records looking = batch -> {
            looked.add(batch);
            return records.streamsOf(batch);
        };
        return new SweepEdge(work, looking, log, () -> Instant.EPOCH).answer(event, remaining);
    }

    private static SQSEvent messages(String... bodies) {
        var event = new SQSEvent();
        event.setRecords(new ArrayList<>());
        for (var body : bodies) {
            var message = new SQSMessage();
            message.setMessageId("m" + event.getRecords().size());
            message.setBody(body);
            event.getRecords().add(message);
        }
        return event;
    }

    private static SQSBatchResponse failures(String... ids) {
        return new SQSBatchResponse(
                List.of(ids).stream().map(BatchItemFailure::new).toList());
    }

    /** The documented shape, without what is not read. */
    private static String body(String first, String last) {
        return """
                {"requestContext": {"condition": "RetryAttemptsExhausted", "approximateInvokeCount": 11},
                 "responseContext": {"statusCode": 200, "functionError": "Unhandled"},
                 "version": "1.0",
                 "DDBStreamBatchInfo": {
                   "shardId": "shardId-1", "startSequenceNumber": "%s", "endSequenceNumber": "%s",
                   "batchSize": 2, "streamArn": "arn:stream"}}
                """.formatted(first, last);
    }
}
