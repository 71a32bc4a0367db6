package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.management.OperatingSystemMXBean;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.laptop.Commits;
import io.daybook.laptop.pump.stream.AppendBell;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.laptop.template.Template;
import io.daybook.testtools.DynamoDbForTests;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * What the pump costs while nothing happens, and how soon after an append it calls a function:
 * {@code ./mvnw test -Dtest=PumpBenchmark}. Everything shares one machine, DynamoDB Local included.
 */
class PumpBenchmark {
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int SECONDS = 10;
    private static final int STREAMS = 50;

    private final Map<String, Long> appendedNanos = new ConcurrentHashMap<>();
    private final List<Long> lagsNanos = new ArrayList<>();

    @Test
    void the_pump_is_measured() throws Exception {
        var bell = new AppendBell();
        try (var database = DynamoDbLocal.inMemory();
                var client = database.client();
                var writer = writer(database, bell);
                var streams = database.streamsClient()) {
            CloudTemplate.load().createTables(client);
            System.out.printf(Locale.ROOT, "%n%-24s %14s %14s%n", "idle for 20 s", "this JVM", "DynamoDB Local");
            printIdle("without the pump", database);
            try (var pump = pump(client, streams)) {
                pump.start();
                lags(client, 100, 1_000);
                printIdle("with the pump", database);
                System.out.printf(
                        Locale.ROOT, "%n%-24s %8s %8s %8s%n", "append to invocation", "p50 ms", "p99 ms", "max ms");
                print("by polling", client);
                bell.connect("daybook-events", pump::ring);
                print("by the bell", writer);
            }
        }
    }

    private static DynamoDbClient writer(DynamoDbLocal database, AppendBell bell) {
        return DynamoDbClient.builder()
                .endpointOverride(database.endpoint())
                .region(DynamoDbLocal.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(DynamoDbLocal.CREDENTIALS))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(bell))
                .build();
    }

    private Pump pump(DynamoDbClient client, DynamoDbStreamsClient streams) {
        var template = Template.load();
        Functions functions = (function, event) -> {
            if (function.equals("project")) {
                arrived(event);
            }
            return JsonNodeFactory.instance.objectNode();
        };
        return new Pump(
                DynamoTableStream.of("daybook-events", client, streams),
                template.streamMappings(),
                template.sweepers(),
                functions,
                new FailureQueue(),
                PumpSettings.ofLaptop());
    }

    private synchronized void arrived(JsonNode event) {
        long now = System.nanoTime();
        for (var record : event.path("Records")) {
            var keys = record.at("/dynamodb/Keys");
            var appended = appendedNanos.get(
                    keys.at("/stream/S").asText() + " " + keys.at("/version/N").asText());
            lagsNanos.add(appended == null ? 0 : Math.max(0, now - appended));
        }
        notifyAll();
    }

    /** Appends at an even rate; the time of a commit is when its append was answered. */
    private synchronized List<Long> lags(DynamoDbClient client, int perSecond, int count) throws Exception {
        lagsNanos.clear();
        appendedNanos.clear();
        var writer = Thread.ofPlatform().start(() -> append(client, perSecond, count));
        while (lagsNanos.size() < count) {
            wait();
        }
        writer.join();
        return lagsNanos.stream().sorted().toList();
    }

    private void append(DynamoDbClient client, int perSecond, int count) {
        var store = new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        var names = new ArrayList<>(
                Stream.generate(Commits::newStream).limit(STREAMS).toList());
        long startNanos = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long atNanos = startNanos + TimeUnit.SECONDS.toNanos(i) / perSecond;
            while (System.nanoTime() < atNanos) {
                LockSupport.parkNanos(atNanos - System.nanoTime());
            }
            var stream = names.get(i % STREAMS);
            var commit = Commits.commit(stream, 1 + i / STREAMS, 1);
            store.append(Append.of(commit));
            appendedNanos.put(stream + " " + commit.firstVersion(), System.nanoTime());
        }
    }

    private static void printIdle(String name, DynamoDbLocal database) throws InterruptedException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long ours = system.getProcessCpuTime();
        var its = database.process().info().totalCpuDuration().orElseThrow();
        Thread.sleep(IDLE);
        double ourShare = (double) (system.getProcessCpuTime() - ours) / IDLE.toNanos();
        double itsShare = (double) database.process()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .minus(its)
                        .toNanos()
                / IDLE.toNanos();
        System.out.printf(Locale.ROOT, "%-24s %12.1f %% %12.1f %%%n", name, ourShare * 100, itsShare * 100);
    }

    private void print(String how, DynamoDbClient writer) throws Exception {
        for (int perSecond : List.of(1, 10, 50, 100, 200)) {
            print(how, perSecond, lags(writer, perSecond, Math.max(20, SECONDS * perSecond)));
        }
    }

    private static void print(String how, int perSecond, List<Long> lags) {
        assertThat(lags).isNotEmpty();
        System.out.printf(
                Locale.ROOT,
                "%-24s %8.1f %8.1f %8.1f%n",
                how + ", " + perSecond + "/s",
                lags.get(lags.size() / 2) / 1e6,
                lags.get(lags.size() * 99 / 100) / 1e6,
                lags.getLast() / 1e6);
    }
}
