package io.daybook.adapter.dynamodb;

import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.EventStore;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** An event store whose requests meet with faults. Nothing waits between attempts. */
public record FaultyStore(FaultyDynamoDb network, DynamoDbClient client, EventStore store) implements AutoCloseable {
    /** The SDK's own attempts at a read. */
    public static final int READ_ATTEMPTS = 3;

    /** Of any length: the network's timer knows no time, and ends what the network says is slow. */
    private static final Duration ATTEMPT_MAX = Duration.ofSeconds(2);

    public static FaultyStore make() {
        var network = new FaultyDynamoDb();
        var client = DynamoDbForTests.clientBuilder()
                .httpClient(network)
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(ATTEMPT_MAX)
                        .scheduledExecutorService(network.timer())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(READ_ATTEMPTS)
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .circuitBreakerEnabled(false)
                                .build()))
                .build();
        return new FaultyStore(
                network,
                client,
                new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none()));
    }

    @Override
    public void close() {
        client.close();
        network.close();
    }
}
