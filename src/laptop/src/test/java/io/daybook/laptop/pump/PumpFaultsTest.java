package io.daybook.laptop.pump;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.DynamoParkedStreams;
import io.daybook.adapter.dynamodb.project.DynamoReadTables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.EventTableStream;
import io.daybook.adapter.dynamodb.store.StreamImages;
import io.daybook.adapter.lambda.trigger.ImageReader;
import io.daybook.adapter.lambda.trigger.StreamEdge;
import io.daybook.adapter.lambda.trigger.SweepEdge;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.project.Projector;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.laptop.pump.Notes.Event;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.testtools.CrashingDynamoDb;
import io.daybook.testtools.FaultyFunctions;
import io.daybook.testtools.ForAll;
import io.daybook.testtools.LambdaJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Promise 4 through the whole of it: commits in a real table, its stream, the pump with its faults, the functions'
 * inside with crashes between any two of their calls, real read tables. Every row equals a fold from scratch.
 */
@ExtendWith(QuietPump.class)
class PumpFaultsTest {
    private static final int SEEDS = Integer.getInteger("test.pumpSeeds", 4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static DynamoDbLocal database;
    private static DynamoDbClient good;
    private static DynamoDbStreamsClient streams;

    @BeforeAll
    static void start() {
        database = DynamoDbLocal.inMemory();
        good = database.client();
        streams = database.streamsClient();
        CloudTemplate.load().createTables(good);
    }

    @AfterAll
    static void end() {
        streams.close();
        good.close();
        database.close();
    }

    @Test
    void rows_are_exact_whatever_the_pump_and_crashes_do_to_them() {
        ForAll.seeds(SEEDS, random -> new Schedule(random).run());
    }

    /** One seed: an event table of its own, some streams, and projections of their own. */
    private static final class Schedule {
        private final Random random;
        private final String run = UUID.randomUUID().toString().substring(0, 8);
        private final String table = "events-" + run;
        private final Tables tables = new Tables(
                table, "daybook-snapshots", "daybook-claims", "daybook-sagas", "daybook-projections", "daybook-");
        private final EventStore store = new DynamoEventStore(good, tables, Backoff.none());
        private final Notes.View view = new Notes.View("view-" + run);
        private final Notes.Sums sums = new Notes.Sums("sums-" + run, false);
        private final Notes.Sums parts = new Notes.Sums("parts-" + run, true);
        private final List<StreamName> notes;
        private final CrashingDynamoDb crashing;
        private final Delivered delivered = new Delivered();

        Schedule(Random random) {
            this.random = random;
            this.notes = Stream.generate(Notes::newStream)
                    .limit(2 + random.nextInt(8))
                    .toList();
            this.crashing = new CrashingDynamoDb(new Random(random.nextLong()), 40);
            createEventTable();
        }

        void run() {
            var failures = new FailureQueue();
            try (var client = crashingClient()) {
                var faulty = new FaultyFunctions(process(client)::invoke, new Random(random.nextLong()));
                try (var pump = pump(delivered.around(faulty::invoke), failures)) {
                    pump.start();
                    IntStream.range(0, 80).forEach(n -> append());
                    faulty.beGood();
                    crashing.beGood();
                    // The next event of a stream heals it, whatever was lost of it.
                    notes.forEach(note -> delivered.await(append(note)));
                }
            }
            check();
            delivered.forget();
            // A pump that starts anew delivers all of it again, to a process with empty memory.
            try (var pump = pump(delivered.around(process(good)), failures)) {
                pump.start();
                notes.forEach(note -> delivered.await(store.last(note).orElseThrow()));
            }
            check();
            redriver(good).redriveNow(Set.of(), Set.copyOf(notes), Deadline.none());
            assertThat(parkedOf(good).list(null, ParkedStreams.PAGE_MAX).parked())
                    .extracting(parked -> parked.stream())
                    .doesNotContainAnyElementsOf(notes);
        }

        private void check() {
            var check = new ProjectionCheck(store, new DynamoReadTables(good, tables, Backoff.none()), notes);
            check.view(view);
            check.sums(sums);
            check.sums(parts);
        }

        private void append() {
            append(notes.get(random.nextInt(notes.size())));
        }

        private Commit append(StreamName note) {
            return Notes.append(
                    store,
                    note,
                    IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(n -> event())
                            .toArray(Event[]::new));
        }

        private Event event() {
            return switch (random.nextInt(7)) {
                case 0, 1 -> new Event.Written("text " + random.nextInt(5));
                case 2 ->
                    new Event.Tagged(IntStream.range(0, random.nextInt(5))
                            .mapToObj(n -> "tag" + random.nextInt(8))
                            .distinct()
                            .toList());
                case 3 -> new Event.Erased();
                case 4 -> new Event.Seen();
                default ->
                    new Event.Counted(
                            IntStream.range(0, 1 + random.nextInt(3))
                                    .mapToObj("row%03d"::formatted)
                                    .toList(),
                            random.nextInt(1_000));
            };
        }

        private Pump pump(Functions functions, FailureQueue failures) {
            // With so few attempts, the sweeper has something to do.
            var mapping = new StreamMapping(
                    "project", table, 20, 1, Duration.ZERO, true, random.nextInt(2), Set.of("INSERT"));
            var settings = new PumpSettings(
                    4,
                    Duration.ZERO,
                    Duration.ofMillis(5),
                    Duration.ofMillis(5),
                    Duration.ofMillis(1),
                    Duration.ofMillis(5));
            return new Pump(
                    DynamoTableStream.of(table, good, streams),
                    List.of(mapping),
                    new Pump.Sweepers(List.of("sweep"), List.of("sweep")),
                    functions,
                    failures,
                    settings);
        }

        /** What Lambda would run: events and answers go through JSON as there. */
        private Functions process(DynamoDbClient client) {
            var clock = InstantSource.system();
            var consumers = new Consumers(projections(client), parkedOf(client), clock, 4, failure -> {});
            var project = new StreamEdge(
                    "project",
                    consumers::deliver,
                    new ImageReader(StreamImages::stream, StreamImages::version, StreamImages::commit),
                    new SilentLog(),
                    clock,
                    StreamEdge.Findings.TOLD_ELSEWHERE);
            var again = new EventTableStream(streams);
            var redriver = redriver(client);
            var sweep = new SweepEdge(
                    new SweepEdge.Work(redriver::redriveDue, deadline -> 0, redriver::recover),
                    failed -> again.streamsOf(new EventTableStream.Range(
                            failed.streamArn(), failed.shardId(), failed.first(), failed.last())),
                    new SilentLog(),
                    clock);
            return (function, event) -> LambdaJson.answer(
                    function.equals("sweep")
                            ? sweep.answer(LambdaJson.event(event, SQSEvent.class), PATIENCE)
                            : project.answer(LambdaJson.event(event, DynamodbEvent.class), PATIENCE));
        }

        private Redriver redriver(DynamoDbClient client) {
            return new Redriver(projections(client), parkedOf(client), InstantSource.system(), failure -> {});
        }

        private ParkedStreams parkedOf(DynamoDbClient client) {
            return new DynamoParkedStreams(client, tables, Backoff.none());
        }

        private List<StreamConsumer> projections(DynamoDbClient client) {
            var events = new DynamoEventStore(client, tables, Backoff.none());
            var rows = new DynamoReadTables(client, tables, Backoff.none());
            return List.of(
                    new Projector<>(
                            view,
                            RowIndexes.of(ReadTables.SHARED, view.lookups()),
                            Notes.EVENTS,
                            events,
                            rows.open(ReadTables.SHARED, view.name(), Notes.ROWS),
                            Backoff.none()),
                    tally(sums, events, rows),
                    tally(parts, events, rows));
        }

        private static StreamConsumer tally(Notes.Sums sums, EventStore events, ReadTables rows) {
            return new TallyProjector<>(
                    sums,
                    ReadTables.SHARED_INDEX,
                    Notes.EVENTS,
                    events,
                    rows.openTally(ReadTables.SHARED, sums.name(), Notes.TALLIES),
                    Backoff.none());
        }

        private DynamoDbClient crashingClient() {
            return DynamoDbClient.builder()
                    .endpointOverride(database.endpoint())
                    .region(DynamoDbLocal.REGION)
                    .credentialsProvider(StaticCredentialsProvider.create(DynamoDbLocal.CREDENTIALS))
                    .httpClient(crashing)
                    .build();
        }

        private void createEventTable() {
            var events = CloudTemplate.load().tables().get("EventsTable");
            assertThat(events.tableName()).isEqualTo("daybook-events");
            good.createTable(events.toBuilder().tableName(table).build());
        }
    }

    /** Which commits a function has said to be done with. */
    private static final class Delivered {
        private final Set<String> done = new HashSet<>();

        Functions around(Functions functions) {
            return (function, event) -> {
                var answer = functions.invoke(function, event);
                if (function.equals("project")) {
                    add(event, answer);
                }
                return answer;
            };
        }

        synchronized void forget() {
            done.clear();
        }

        synchronized void await(Commit commit) {
            long endNanos = System.nanoTime() + PATIENCE.toNanos();
            try {
                while (!done.contains(commit.stream() + " " + commit.firstVersion())) {
                    long left = endNanos - System.nanoTime();
                    assertThat(left).as("time left for " + commit).isPositive();
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** All before the record that failed. */
        private synchronized void add(JsonNode event, JsonNode answer) {
            var failed = answer.at("/batchItemFailures/0/itemIdentifier").asText();
            for (var record : event.path("Records")) {
                var change = record.path("dynamodb");
                if (change.path("SequenceNumber").asText().equals(failed)) {
                    break;
                }
                done.add(change.at("/Keys/stream/S").asText() + " "
                        + change.at("/Keys/version/N").asText());
            }
            notifyAll();
        }
    }
}
