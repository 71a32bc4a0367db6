package io.daybook.adapter.sqs;

import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Ring;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Rings by a message on the queue that the function {@code work} reads. The client is made at the first ring, because most
 * functions never ring.
 */
public final class SqsDoorbell implements Doorbell {
    /** Source: SQS developer guide, "Message timers". */
    private static final Duration DELAY_MAX = Duration.ofMinutes(15);

    private final Supplier<SqsClient> clients;
    private final String queueUrl;
    private @Nullable SqsClient client;

    public SqsDoorbell(Supplier<SqsClient> clients, String queueUrl) {
        this.clients = clients;
        this.queueUrl = queueUrl;
    }

    /** @throws StoreUnavailableException if it is not certain that it rang */
    @Override
    public void ring(String job, int segment, Duration after) {
        var delay = after.compareTo(DELAY_MAX) < 0 ? after : DELAY_MAX;
        int delaySeconds = Math.toIntExact((delay.toMillis() + 999) / 1_000);
        try {
            client().sendMessage(message -> message.queueUrl(queueUrl)
                    .messageBody(new Ring(job, segment).toText())
                    .delaySeconds(delaySeconds));
        } catch (SdkException e) {
            throw new StoreUnavailableException("the queue of jobs could not be used: " + e.getMessage(), e);
        }
    }

    private synchronized SqsClient client() {
        if (client == null) {
            client = clients.get();
        }
        return client;
    }
}
