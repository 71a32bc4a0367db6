package io.daybook.runtime.signals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.lambda.http.HttpEdge;
import io.daybook.adapter.lambda.http.JwtCallers;
import io.daybook.adapter.lambda.query.Patience;
import io.daybook.adapter.lambda.trigger.ImageReader;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.adapter.lambda.trigger.WorkEdge;
import io.daybook.fixture.LogLines;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.job.Ring;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryJobTable;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.store.StreamCache;
import io.daybook.kernel.sweep.Backlog;
import io.daybook.kernel.sweep.SagaSweeper;
import io.daybook.kernel.work.CostMeter;
import io.daybook.kernel.work.JobSettings;
import io.daybook.kernel.work.Worker;
import io.daybook.runtime.signals.Invocations.Call;
import io.daybook.runtime.wiring.HttpSettings;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import io.daybook.testtools.FunctionClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of an application in memory, wired as they are deployed, and what they log. Its clock is set by hand. */
final class SignalsWorld extends FunctionClient implements AutoCloseable {
    static final String SERVICE = "test";
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    final MemoryEventStore events = new MemoryEventStore();
    final LogLines log = new LogLines();
    final CapacityMeter capacity;
    Instant now = Instant.parse("2026-11-26T03:00:00Z");
    /** How long each invocation takes. */
    Duration takes = Duration.ofMillis(5);

    private final JsonLines lines = new JsonLines(SERVICE, "1.2.3", () -> now);
    private final Invocations invocations;
    private final HttpEdge http;
    private final StreamEdge project;
    private final StreamEdge react;
    private final SweepEdge sweep;
    private long nanos;

    SignalsWorld() {
        this(new CapacityMeter(), memory -> memory);
    }

    /** @param store what commands use instead of the store in memory */
    SignalsWorld(CapacityMeter capacity, UnaryOperator<EventStore> store) {
        this.capacity = capacity;
        this.invocations = new Invocations(lines, capacity, this::nanoTime);
        var log = new InvocationLines(lines);
        var failures = new FailureLines(lines);
        var signals = new Measuring(capacity, () -> now, this::nanoTime);
        var settings = new HandlerSettings(
                3,
                new StreamCache.Limit(100, StreamCache.BYTES_MAX_DEFAULT),
                0,
                Backoff.none(),
                () -> now,
                () -> UUID.randomUUID().toString(),
                "1.2.3",
                failures,
                LimitWatch.silent(),
                signals);
        var catalog = new Errands();
        var parked = new MemoryParkedStreams();
        var sagas = new MemorySagaTable();
        var stores = new Stores(store.apply(events), Snapshots.none(), new MemoryReadTables(), sagas);
        var wiring = new Wiring(Model.of(catalog), stores, settings);
        var processes = wiring.processes(
                catalog.sagas(),
                catalog.reactors(),
                new Processes.Ports(
                        new MemoryStreamCursors(),
                        parked,
                        new SagaSettings(
                                () -> now, Backoff.none(), 3, invocations.carrying(Thread::startVirtualThread)),
                        failures));
        var projections = wiring.projections();
        this.http = wiring.httpEdge(new HttpSettings(
                new JwtCallers("roles", true),
                () -> UUID.randomUUID().toString(),
                log,
                new Patience(() -> now, duration -> now = now.plus(duration))));
        var images = new ImageReader(
                key -> StreamName.parse(key.get("stream").getS()),
                key -> Long.parseLong(key.get("version").getN()),
                this::commit);
        this.project = new StreamEdge(
                "project",
                new Consumers(projections, parked, () -> now, 4, failures, signals, Instructions.none())::deliver,
                images,
                log,
                () -> now,
                new StreamEdge.Findings(failures, failures));
        this.react = new StreamEdge(
                "react",
                new Consumers(processes.consumers(), parked, () -> now, 4, failures, signals, Instructions.none())
                        ::deliver,
                images,
                log,
                () -> now,
                StreamEdge.Findings.TOLD_ELSEWHERE);
        var all = Stream.concat(projections.stream(), processes.consumers().stream())
                .toList();
        var redriver = new Redriver(all, parked, () -> now, failures, signals, Instructions.none());
        var sweeper = new SagaSweeper(processes.sagas(), sagas, () -> now, failures, signals, Instructions.none());
        var gauges = new Gauges(lines, () -> Backlog.at(now, parked, sagas, Set.of("errand")));
        this.sweep = new SweepEdge(
                new SweepEdge.Work(
                        redriver::redriveDue, sweeper::sweepDue, redriver::recover, gauges::measure, () -> {}),
                failed -> Optional.of(events.streams().collect(Collectors.toSet())),
                log,
                () -> now);
    }

    private long nanoTime() {
        return nanos;
    }

    @Override
    protected APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        return invocations.during(Call.of("commands"), () -> {
            nanos += takes.toNanos();
            return http.answer(event);
        });
    }

    /** A command in a request of its own. */
    Answer command(String path, String correlationId, String body) {
        return post(path).header("x-correlation-id", correlationId).body(body).send();
    }

    Answer open(String id) {
        return command("/wallets/" + id + "/open", "corr-" + id, "{\"owner\":\"ada\",\"content\":10}");
    }

    void project(DynamodbStreamRecord... records) {
        invocations.during(Call.of("project"), () -> project.answer(event(records), TIMEOUT));
    }

    void react(DynamodbStreamRecord... records) {
        invocations.during(Call.of("react"), () -> react.answer(event(records), TIMEOUT));
    }

    void sweep() {
        invocations.during(Call.of("sweep"), () -> sweep.answer(new SQSEvent(), TIMEOUT));
    }

    /** A job of one segment, and what the function work does about it. */
    void work(JobWork job) {
        var table = new MemoryJobTable();
        var works = Map.of(JobKind.VERIFY, job);
        var jobs = new Jobs(
                table,
                works,
                (id, segment, after) -> {},
                () -> now,
                () -> UUID.randomUUID().toString(),
                "test-1");
        var worker = new Worker(
                table,
                works,
                (id, segment, after) -> {},
                CostMeter.none(),
                new JobSettings(() -> now, pause -> {}, 1, Duration.ofMinutes(2), Duration.ofMinutes(1)),
                new FailureLines(lines));
        var edge = new WorkEdge(worker, jobs, TIMEOUT, new InvocationLines(lines), () -> now);
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("m1");
        message.setBody(new Ring(jobs.start(JobOrder.of(JobKind.VERIFY)).id(), 0).toText());
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        invocations.during(Call.of("work"), () -> edge.answer(event, TIMEOUT));
    }

    /** As Lambda calls it when it has given up a batch of another function. */
    void sweepFailedBatch() {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("m1");
        message.setBody("{\"DDBStreamBatchInfo\":{\"streamArn\":\"arn\",\"shardId\":\"s\","
                + "\"startSequenceNumber\":\"1\",\"endSequenceNumber\":\"2\"}}");
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        invocations.during(Call.of("sweep"), () -> sweep.answer(event, TIMEOUT));
    }

    /** The record of the last commit of a wallet. */
    DynamodbStreamRecord inserted(String id) {
        return record("INSERT", events.last(new StreamName("wallet", id)).orElseThrow());
    }

    DynamodbStreamRecord record(String eventName, Commit commit) {
        var key = Map.of(
                "stream",
                new AttributeValue(commit.stream().toString()),
                "version",
                new AttributeValue().withN(Long.toString(commit.firstVersion())));
        var change = new StreamRecord();
        change.setSequenceNumber(Long.toString(commit.firstVersion()));
        change.setKeys(key);
        change.setNewImage(key);
        change.setApproximateCreationDateTime(Date.from(now));
        var record = new DynamodbStreamRecord();
        record.setEventName(eventName);
        record.setDynamodb(change);
        return record;
    }

    private Commit commit(Map<String, AttributeValue> image) {
        long version = Long.parseLong(image.get("version").getN());
        return events.all(StreamName.parse(image.get("stream").getS())).stream()
                .filter(commit -> commit.firstVersion() == version)
                .findFirst()
                .orElseThrow();
    }

    private static DynamodbEvent event(DynamodbStreamRecord... records) {
        var event = new DynamodbEvent();
        event.setRecords(List.of(records));
        return event;
    }

    @Override
    public void close() {
        log.close();
    }
}
