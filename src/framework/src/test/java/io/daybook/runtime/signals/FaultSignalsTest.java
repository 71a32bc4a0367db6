package io.daybook.runtime.signals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.fixture.ForwardingEventStore;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobFailedException;
import io.daybook.kernel.job.JobOrder;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Segment;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.runtime.metrics.Metric;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault that somebody must be woken for leaves the lines and the metrics by which the alarms of template.yaml know it. */
class FaultSignalsTest {
    private static final String STACK = "Service=test";

    private SignalsWorld world = new SignalsWorld();

    @AfterEach
    void end() {
        world.close();
    }

    private void begin(SignalsWorld other) {
        world.close();
        world = other;
    }

    @Test
    void an_event_that_cannot_be_read_is_one_error_for_each_consumer_and_is_counted_by_the_sweeper() {
        poisonEvent();
        assertThat(told("parked"))
                .containsExactlyInAnyOrder(
                        "ERROR wallets wallet-a 2 corr-poison true",
                        "ERROR bell wallet-a 2 corr-poison true",
                        "ERROR errand wallet-a 2 corr-poison true");
        assertThat(world.log.metric("ParkedStreams", STACK)).containsExactly(3.0);
        assertThat(world.log.metric("OldestParkedAge", STACK)).containsExactly(1_200.0);
    }

    private void poisonEvent() {
        world.open("a");
        world.project(world.inserted("a"));
        world.react(world.inserted("a"));
        world.events.append(new ExpectedAppend(
                new StreamName("wallet", "a"),
                1,
                List.of(new EncodedEvent(UUID.randomUUID().toString(), "WalletFrozen", 1, "{}")),
                new EventMetadata("c", "corr-poison", "c", null, world.now, "test-1")));
        world.project(world.inserted("a"));
        world.react(world.inserted("a"));
        world.project(world.inserted("a"));
        world.now = world.now.plus(Duration.ofMinutes(20));
        world.sweep();
    }

    /** Lambda gives the batch up after ten attempts, and tells the sweeper. */
    @Test
    void a_port_that_never_answers_is_an_error_and_its_streams_are_counted_as_parked() {
        deadPort();
        assertThat(told("postponed")).containsExactly("ERROR bell wallet-b  corr-spend true");
        assertThat(world.log.with("batch"))
                .extracting(line -> line.path("unfinished").asInt())
                .containsExactly(1);
        assertThat(told("parked")).contains("ERROR bell wallet-b   false");
        assertThat(world.log.metric("ParkedStreams", STACK)).containsExactly(1.0);
    }

    private void deadPort() {
        world.open("b");
        world.command("/wallets/b/spend", "corr-spend", "{\"amount\":1}");
        world.react(world.inserted("b"));
        world.sweepFailedBatch();
        world.sweep();
    }

    @Test
    void a_saga_that_gives_up_is_one_error_and_is_counted_by_the_sweeper() {
        stuckSaga();
        assertThat(told("stuck")).containsExactly("ERROR errand wallet-c 3 corr-c false");
        assertThat(world.log.ofFailure("stuck"))
                .extracting(line -> line.path("message").asText())
                .containsExactly("the instance c gave up: the wallet is closed");
        assertThat(world.log.metric("StuckSagas", STACK)).containsExactly(1.0);
    }

    private void stuckSaga() {
        world.open("c");
        world.react(world.inserted("c"));
        world.command("/wallets/c/spend", "corr-empty", "{\"amount\":10}");
        world.command("/wallets/c/close", "corr-close", "{}");
        world.react(world.inserted("c"));
        world.react(world.inserted("c"));
        world.sweep();
    }

    @Test
    void a_timer_that_nobody_fires_is_counted_by_the_sweeper_that_comes_at_last() {
        lateTimer();
        assertThat(world.log.metric("OldestDueAge", STACK)).containsExactly(900.0, 0.0);
    }

    private void lateTimer() {
        world.open("d");
        world.react(world.inserted("d"));
        world.now = world.now.plus(Duration.ofMinutes(16));
        world.sweep();
        world.sweep();
    }

    @Test
    void a_job_that_failed_is_one_error_and_is_counted() {
        failedJob();
        assertThat(told("job-failed")).containsExactly("ERROR verify    false");
        assertThat(world.log.metric("JobsFailed", STACK)).containsExactly(1.0);
    }

    private void failedJob() {
        world.work(new JobWork() {
            @Override
            public Next.Step first(JobOrder order) {
                return new Next.Step("scan", 1, Instant.EPOCH, Map.of());
            }

            @Override
            public Next next(Job job, List<Segment> done) {
                return new Next.Done(Map.of());
            }

            @Override
            public Segment work(Job job, Segment segment, Deadline deadline) {
                throw new JobFailedException("there is no way");
            }
        });
    }

    @Test
    void a_wrong_clock_is_an_error_where_a_commit_follows_and_where_its_record_is_read() {
        wrongClock();
        assertThat(world.log.ofFailure("clock-skew"))
                .extracting(line -> line.path("level").asText() + " "
                        + line.path("stream").asText() + " " + line.path("at").asText() + " "
                        + line.path("clock").asText())
                .containsExactly(
                        "ERROR wallet-e 2026-11-26T03:00:00Z 2026-11-26T02:55:00Z",
                        "ERROR wallet-e 2026-11-26T03:00:00Z 2026-11-26T02:55:00Z");
        assertThat(world.log.metric("ClockSkew", STACK)).containsExactly(1.0, 1.0);
    }

    private void wrongClock() {
        world.open("e");
        world.now = world.now.minus(Duration.ofMinutes(5));
        world.command("/wallets/e/fill", "corr-fill", "{\"amount\":1}");
        world.project(world.inserted("e"));
    }

    @Test
    void a_commit_that_somebody_changed_is_an_error() {
        var line = "ERROR project wallet-f 1 " + changedCommit().metadata().correlationId() + " false";
        assertThat(told("changed")).containsExactly(line, line);
        assertThat(world.log.metric("ChangedCommits", STACK)).containsExactly(2.0);
    }

    private Commit changedCommit() {
        world.open("f");
        var commit = world.events.last(new StreamName("wallet", "f")).orElseThrow();
        world.project(world.record("MODIFY", commit), world.record("REMOVE", commit));
        return commit;
    }

    @Test
    void a_command_that_loses_every_race_is_counted_as_contended() {
        begin(contended());
        assertThat(world.open("g").status()).isEqualTo(409);
        assertThat(world.log.metric("Contended", STACK)).containsExactly(1.0);
        assertThat(world.log.metric("Commands", STACK + " Category=wallet Outcome=contended"))
                .containsExactly(1.0);
    }

    private static SignalsWorld contended() {
        return new SignalsWorld(new CapacityMeter(), memory -> new ForwardingEventStore(memory) {
            @Override
            public AppendResult append(Append append) {
                return new AppendResult.Conflict(null);
            }
        });
    }

    /** Each attempt is counted, and the line of the request names the table. */
    @Test
    void a_table_that_is_throttled_is_named_and_counted() {
        throttled();
        assertThat(world.log.with("request"))
                .extracting(line -> line.path("level").asText() + " "
                        + line.path("outcome").asText() + " " + line.path("throttled_tables"))
                .containsExactly("ERROR throttled [\"" + DynamoDbForTests.STACK_NAME + "-events\"]");
        assertThat(world.log.with("request").getFirst().path("table").asText())
                .contains(DynamoDbForTests.STACK_NAME + "-events");
        assertThat(world.log.metric("ThrottledTable", STACK)).containsExactly(5.0);
        assertThat(world.log.metric("Commands", STACK)).isEmpty();
    }

    private void throttled() {
        onDynamoDb(Fault.THROTTLED, () -> assertThat(world.open("h").status()).isEqualTo(429));
    }

    /** Commands on DynamoDB, where every write meets with this fault. */
    private void onDynamoDb(Fault fault, Runnable commands) {
        var capacity = new CapacityMeter();
        try (var network = new FaultyDynamoDb();
                var client = DynamoDbForTests.clientBuilder()
                        .httpClient(network)
                        .overrideConfiguration(settings -> settings.addExecutionInterceptor(capacity))
                        .build()) {
            var store = new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
            begin(new SignalsWorld(capacity, memory -> store));
            network.everyWrite(fault);
            commands.run();
        }
    }

    @Test
    void a_record_that_never_came_is_noticed_at_the_next_one_and_healed() {
        lostRecord();
        assertThat(world.log.metric("Gaps", STACK + " Consumer=wallets")).containsExactly(1.0);
        assertThat(world.log.metric("Gaps", STACK + " Function=project")).containsExactly(1.0);
        assertThat(world.get("/wallets/i").json().path("version").asInt()).isEqualTo(3);
    }

    private void lostRecord() {
        world.open("i");
        world.project(world.inserted("i"));
        world.command("/wallets/i/fill", "corr-lost", "{\"amount\":1}");
        world.command("/wallets/i/fill", "corr-next", "{\"amount\":1}");
        world.project(world.inserted("i"));
    }

    @Test
    void an_invocation_near_its_time_out_shows_in_its_duration() {
        slow();
        assertThat(world.log.metric("DurationMillis", STACK + " Function=commands"))
                .containsExactly(28_000.0);
    }

    private void slow() {
        world.takes = Duration.ofSeconds(28);
        world.open("j");
    }

    @Test
    void where_nothing_waits_the_sweeper_says_so_and_an_alarm_can_end() {
        world.sweep();
        assertThat(Stream.of("ParkedStreams", "OldestParkedAge", "StuckSagas", "OldestDueAge")
                        .map(name -> world.log.metric(name, STACK)))
                .containsOnly(List.of(0.0));
    }

    /** It is made twice, the second time after the stream was read. Each takes two units for each of its two items. */
    @Test
    void a_transaction_that_is_cancelled_is_counted_with_its_units() {
        cancelledTransaction();
        assertThat(world.log.metric("CancelledTransactions", STACK)).containsExactly(2.0);
        assertThat(world.log.metric("WriteUnits", STACK + " Category=member"))
                .hasSize(2)
                .last()
                .isEqualTo(8.0);
    }

    private void cancelledTransaction() {
        onDynamoDb(Fault.NONE, () -> {
            var email = UUID.randomUUID() + "@example.com";
            var body = "{\"email\":\"" + email + "\",\"name\":\"Ada\"}";
            assertThat(world.command("/members/" + UUID.randomUUID() + "/join", "corr-1", body)
                            .status())
                    .isEqualTo(201);
            assertThat(world.command("/members/" + UUID.randomUUID() + "/join", "corr-2", body)
                            .status())
                    .isEqualTo(422);
        });
    }

    /** Jobs come later. */
    @Test
    void each_metric_is_emitted_by_something() {
        poisonEvent();
        lostRecord();
        changedCommit();
        wrongClock();
        var emitted = new TreeSet<>(world.log.metrics());
        throttled();
        emitted.addAll(world.log.metrics());
        cancelledTransaction();
        emitted.addAll(world.log.metrics());
        failedJob();
        emitted.addAll(world.log.metrics());
        assertThat(emitted)
                .isEqualTo(Stream.of(Metric.values())
                        .map(Metric::metricName)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private List<String> told(String failure) {
        return world.log.ofFailure(failure).stream()
                .map(FaultSignalsTest::described)
                .toList();
    }

    /** The last word says whether there is a stack trace. */
    private static String described(JsonNode line) {
        return String.join(
                " ",
                line.path("level").asText(),
                line.path("consumer").asText(),
                line.path("stream").asText(),
                line.path("version").asText(),
                line.path("correlation_id").asText(),
                Boolean.toString(line.path("error").path("stack").asText().contains("\n\tat ")));
    }
}
