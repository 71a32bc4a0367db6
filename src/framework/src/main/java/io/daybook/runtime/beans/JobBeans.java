package io.daybook.runtime.beans;

import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.job.DynamoJobTable;
import io.daybook.adapter.dynamodb.store.DynamoEventScan;
import io.daybook.adapter.sqs.SqsDoorbell;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.Doorbell;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.work.CostMeter;
import io.daybook.kernel.work.JobSettings;
import io.daybook.runtime.job.JobPorts;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The beans of jobs. */
public final class JobBeans {
    /** A page takes about a second, and a call that fails ten times takes ten seconds. */
    private static final Duration SILENCE_MAX = Duration.ofMinutes(2);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    /** A laptop is stopped and started again all the time. */
    private static final Duration SILENCE_MAX_ON_LAPTOP = Duration.ofSeconds(10);

    private static final Duration RETRY_AFTER_ON_LAPTOP = Duration.ofSeconds(2);

    /** So that its console shows how far a job is. */
    private static final Duration AT_A_TIME_MAX_ON_LAPTOP = Duration.ofSeconds(2);

    private static final Duration AT_A_TIME_MAX = Duration.ofMinutes(15);

    @Produces
    @Singleton
    static JobPorts jobPorts(
            DynamoDbClient client,
            DaybookConfig config,
            HandlerSettings handler,
            CapacityMeter capacity,
            Instance<LocalDynamoDb> database,
            Instance<LocalDoorbell> queue) {
        boolean isLaptop = StoreBeans.isLaptop(database);
        var jobs = config.jobs();
        var settings = new JobSettings(
                handler.clock(),
                Backoff.Sleeper.thread(),
                jobs.writeUnitsPerSecondMax() / jobs.segmentsAtOnceMax(),
                isLaptop ? SILENCE_MAX_ON_LAPTOP : SILENCE_MAX,
                isLaptop ? RETRY_AFTER_ON_LAPTOP : RETRY_AFTER);
        return new JobPorts(
                new DynamoJobTable(client, StoreBeans.tables(config), handler.backoff()),
                new DynamoEventScan(client, StoreBeans.tables(config)),
                isLaptop ? queue.get() : doorbell(client, config),
                meter(capacity),
                settings,
                isLaptop ? AT_A_TIME_MAX_ON_LAPTOP : AT_A_TIME_MAX,
                jobs.scanSegments());
    }

    private static Doorbell doorbell(DynamoDbClient client, DaybookConfig config) {
        return config.jobs()
                .queueUrl()
                .<Doorbell>map(url -> new SqsDoorbell(() -> sqs(client), url))
                .orElse((job, segment, after) -> {
                    throw new StoreUnavailableException("daybook.jobs.queue-url is not set", null);
                });
    }

    /** In the region of the other client, with its credentials. */
    private static SqsClient sqs(DynamoDbClient client) {
        var same = client.serviceClientConfiguration();
        return SqsClient.builder()
                .region(same.region())
                .credentialsProvider(same.credentialsProvider())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> {
                    same.overrideConfiguration().apiCallTimeout().ifPresent(configuration::apiCallTimeout);
                    same.overrideConfiguration()
                            .apiCallAttemptTimeout()
                            .ifPresent(configuration::apiCallAttemptTimeout);
                })
                .build();
    }

    private static CostMeter meter(CapacityMeter capacity) {
        return new CostMeter() {
            @Override
            public <T> Measured<T> measure(Supplier<T> work) {
                var used = capacity.begin();
                T result = capacity.counting(used, work);
                var total = used.total();
                return new Measured<>(result, new Job.Cost(total.readUnits(), total.writeUnits()));
            }
        };
    }
}
