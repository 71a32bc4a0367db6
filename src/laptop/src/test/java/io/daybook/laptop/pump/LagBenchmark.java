package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.saga.DynamoSagaTable;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.StreamImages;
import io.daybook.adapter.lambda.trigger.ImageReader;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.store.Snapshots;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.laptop.purse.Purse;
import io.daybook.laptop.purse.PurseCatalog;
import io.daybook.laptop.purse.PurseCommand;
import io.daybook.laptop.purse.PurseEvent;
import io.daybook.laptop.template.Template;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.LambdaJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * From the answer of an append to the answer of the row's write that reflects it: {@code ./mvnw test -Dtest=LagBenchmark}.
 * Commands come at a steady rate, whatever becomes of those before (an open loop), on streams of their own. Database,
 * commands, pump and functions share one machine, so a rate that is sustained here is sustained by a laptop.
 */
@ExtendWith(QuietPump.class)
class LagBenchmark {
    private static final int STREAMS = 40;
    private static final int SECONDS = 10;
    private static final int[] RATES = {50, 50, 100, 200, 300, 400, 500};
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Rows rows = new Rows();

    @Test
    void from_append_to_row() throws Exception {
        try (var database = DynamoDbLocal.inMemory();
                var client = client(database);
                var streams = database.streamsClient()) {
            var template = Template.load();
            CloudTemplate.load().createTables(client);
            var wiring = wiring(client);
            var purses = wiring.handler(PurseCatalog.PURSES);
            var mapping = template.streamMappings().stream()
                    .filter(one -> one.function().equals("project"))
                    .toList();
            try (var pump = new Pump(
                    DynamoTableStream.of("daybook-events", client, streams),
                    mapping,
                    Pump.Sweepers.none(),
                    project(wiring, client),
                    new FailureQueue(),
                    PumpSettings.ofLaptop())) {
                pump.start();
                for (int rate : RATES) {
                    report(rate, run(purses, rate));
                }
            }
        }
    }

    /** Nanoseconds when the row of a purse came to a version. */
    private static final class Rows implements ExecutionInterceptor {
        private final Map<String, ConcurrentSkipListMap<Long, Long>> writtenNanos = new ConcurrentHashMap<>();

        @Override
        public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof PutItemRequest put
                    && put.tableName().equals("daybook-purses")) {
                var key = put.item().get("key").s();
                of(key.substring(key.lastIndexOf('#') + 1))
                        .put(Long.parseLong(put.item().get("version").n()), System.nanoTime());
            }
        }

        ConcurrentSkipListMap<Long, Long> of(String id) {
            return writtenNanos.computeIfAbsent(id, absent -> new ConcurrentSkipListMap<>());
        }

        long await(String id, long version) {
            long endNanos = System.nanoTime() + PATIENCE.toNanos();
            var written = of(id).ceilingEntry(version);
            while (written == null) {
                assertThat(System.nanoTime()).as("%s at %d", id, version).isLessThan(endNanos);
                LockSupport.parkNanos(1_000_000);
                written = of(id).ceilingEntry(version);
            }
            return written.getValue();
        }
    }

    private record Appended(String id, long version, long nanos) {}

    private List<Duration> run(CommandHandler<PurseCommand, Purse.State, PurseEvent> purses, int rate)
            throws InterruptedException {
        var run = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < STREAMS; i++) {
            purses.handle(run + i, new PurseCommand.Open("Ada", 0, "USD"), CommandContext.of("open"));
        }
        var appended = Collections.synchronizedList(new ArrayList<Appended>());
        int commands = rate * SECONDS;
        var done = new CountDownLatch(commands);
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < commands; i++) {
                var id = run + i % STREAMS;
                long dueNanos = begin + TimeUnit.SECONDS.toNanos(1) * i / rate;
                while (System.nanoTime() < dueNanos) {
                    LockSupport.parkNanos(dueNanos - System.nanoTime());
                }
                threads.execute(() -> {
                    var outcome = purses.handle(
                            id,
                            new PurseCommand.Put(1),
                            CommandContext.of(UUID.randomUUID().toString()));
                    if (outcome instanceof Outcome.Accepted accepted) {
                        appended.add(new Appended(id, accepted.version(), System.nanoTime()));
                    }
                    done.countDown();
                });
            }
            done.await();
        }
        return appended.stream()
                .map(one -> Duration.ofNanos(Math.max(0, rows.await(one.id(), one.version()) - one.nanos())))
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private static void report(int rate, List<Duration> lags) {
        System.out.printf(
                Locale.ROOT,
                "%d commands/s: %d appended; append to row p50 %d ms, p99 %d ms, max %d ms%n",
                rate,
                lags.size(),
                lags.get(lags.size() / 2).toMillis(),
                lags.get(lags.size() * 99 / 100).toMillis(),
                lags.getLast().toMillis());
    }

    private static Wiring wiring(DynamoDbClient client) {
        var tables = Tables.ofStack(DynamoDbForTests.STACK_NAME);
        var stores = new Stores(
                new DynamoEventStore(client, tables, Backoff.none()),
                Snapshots.none(),
                new DynamoReadTables(client, tables, Backoff.none()),
                new DynamoSagaTable(client, tables, Backoff.none()));
        var settings = new HandlerSettings(
                8,
                100,
                0,
                Backoff.none(),
                InstantSource.system(),
                () -> UUID.randomUUID().toString(),
                (of, at, other) -> {});
        return new Wiring(Model.of(new PurseCatalog()), stores, settings);
    }

    private static Functions project(Wiring wiring, DynamoDbClient client) {
        var clock = InstantSource.system();
        var parked = new DynamoParkedStreams(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var consumers = new Consumers(wiring.projections(), parked, clock, 16, failure -> {});
        var images = new ImageReader(StreamImages::stream, StreamImages::version, StreamImages::commit);
        var edge = new StreamEdge(
                "project", consumers::deliver, images, new SilentLog(), clock, StreamEdge.Findings.TOLD_ELSEWHERE);
        return (function, event) ->
                LambdaJson.answer(edge.answer(LambdaJson.event(event, DynamodbEvent.class), PATIENCE));
    }

    private DynamoDbClient client(DynamoDbLocal database) {
        return DynamoDbClient.builder()
                .endpointOverride(database.endpoint())
                .region(DynamoDbLocal.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(DynamoDbLocal.CREDENTIALS))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(rows))
                .build();
    }
}
