package io.daybook.runtime.replay;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.fixture.Api;
import io.daybook.fixture.Crashing;
import io.daybook.fixture.ForwardingReadTables;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Parking;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.Edition;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Generations;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.job.Job;
import io.daybook.kernel.job.JobKind;
import io.daybook.kernel.job.JobTable;
import io.daybook.kernel.job.JobWork;
import io.daybook.kernel.job.Jobs;
import io.daybook.kernel.memory.MemoryEventScan;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.reconcile.Reconcile;
import io.daybook.kernel.replay.PassAgain;
import io.daybook.kernel.replay.Rebuild;
import io.daybook.kernel.replay.RebuildPages;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.replay.Remove;
import io.daybook.kernel.replay.ReplaySettings;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.kernel.work.CostMeter;
import io.daybook.kernel.work.JobSettings;
import io.daybook.kernel.work.Worker;
import io.daybook.models.Versions;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One store, and the releases of an application that use it, one after the other or side by side. */
final class ReplayWorld {
    static final Duration SETTLE = Duration.ofMinutes(2);
    static final Duration KEEP = Duration.ofHours(1);
    private static final ReplaySettings REPLAY = new ReplaySettings(SETTLE, KEEP, KEEP, 3, true);

    /** Their JSON readers serve all releases of all worlds: a schedule begins hundreds. */
    private static final Map<Versions, Built> BUILT = new ConcurrentHashMap<>();

    volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");
    /** How long it is between two sweeps. */
    Duration tick = Duration.ofMinutes(1);

    final Ports ports;
    final MemoryEventStore store;
    final MemoryParkedStreams parked = new MemoryParkedStreams();
    final OperatorTable operators = new MemoryOperatorTable();
    private final ArrayDeque<Ring> rings = new ArrayDeque<>();

    private record Built(List<Edition> editions, Wiring wiring) {
        static Built of(Versions catalog) {
            var model = Model.of(catalog);
            return new Built(List.copyOf(Wiring.editions(model)), Api.wiring(model));
        }
    }

    private record Ring(String job, int segment, Instant at) {}

    /** Storage, as it is or disturbed. */
    record Ports(ReadTables tables, GenerationTable generations, JobTable jobs, EventStore events, EventScan scan) {
        /** For an instance that may end at any call. */
        Ports of(Crashing instance) {
            var crashing = new ForwardingReadTables(tables) {
                @Override
                protected <T> T around(String call, Supplier<T> made) {
                    return instance.around(made);
                }
            };
            return new Ports(
                    crashing,
                    instance.of(GenerationTable.class, generations),
                    instance.of(JobTable.class, jobs),
                    events,
                    instance.of(EventScan.class, scan));
        }
    }

    ReplayWorld(MemoryEventStore store, Ports ports) {
        this.store = store;
        this.ports = ports;
    }

    static ReplayWorld inMemory(ReadTables tables, GenerationTable generations, JobTable jobs) {
        var store = new MemoryEventStore();
        return new ReplayWorld(store, new Ports(tables, generations, jobs, store, new MemoryEventScan(store)));
    }

    /** Tables of the template, by their names in it, under the names that a stack of its own gives them. */
    static void createTables(DynamoDbClient client, Tables tables, Predicate<String> isUsed) {
        CloudTemplate.load().tables().values().forEach(table -> {
            var name = table.tableName().substring((CloudTemplate.STACK_NAME + "-").length());
            if (isUsed.test(name)) {
                client.createTable(
                        table.toBuilder().tableName(tables.read(name)).build());
            }
        });
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /** An instance of a release, with pictures and caches of its own. */
    final class Release {
        final String name;
        final Versions catalog;
        final Generations generations;
        final Signs signs;
        final Api api;
        final Rebuilds rebuilds;
        final Jobs jobs;
        final List<Edition> editions;
        private final Wiring.Projections keeping;
        private final Consumers consumers;
        private final Redriver redriver;
        private final Worker worker;

        Release(String name, int version, boolean listsFormer) {
            this(name, version, listsFormer, ReplayWorld.this.ports);
        }

        /** @param ports as this instance sees them */
        Release(String name, int version, boolean listsFormer, Ports ports) {
            this.name = name;
            this.catalog = new Versions(version, listsFormer);
            var built = BUILT.computeIfAbsent(catalog, Built::of);
            this.editions = built.editions();
            this.generations = new Generations(
                    ports.generations(),
                    editions,
                    () -> ports.scan().ends(new EventScan.Part(0, 1), null, 1).commits() == 0,
                    new Generations.Context(name, () -> now, Backoff.none()));
            this.signs = new Signs(generations, ports.generations(), () -> now);
            var stores =
                    new Stores(ports.events(), Snapshots.none(), ports.tables(), new MemorySagaTable(), generations);
            this.api = new Api(built.wiring(), stores);
            var wiring = api.wiring();
            this.keeping = wiring.keeping();
            var instructions = new Instructions(operators, () -> now);
            this.consumers =
                    new Consumers(keeping.consumers(), parked, () -> now, 1, failure -> {}, Signals.NONE, instructions);
            this.redriver =
                    new Redriver(keeping.consumers(), parked, () -> now, failure -> {}, Signals.NONE, instructions);
            var works = new EnumMap<JobKind, JobWork>(JobKind.class);
            var parking = new Parking(parked, () -> now, failure -> {});
            var applying = new Reconcile.Applying(instructions, parking::park);
            var pages = new RebuildPages(ports.scan(), ports.events(), applying, REPLAY);
            works.put(
                    JobKind.REBUILD,
                    new Rebuild(
                            wiring.rebuildable(),
                            pages,
                            new Rebuild.Parts(
                                    generations,
                                    signs,
                                    REPLAY,
                                    () -> now,
                                    projection -> instructions.paused().contains(projection),
                                    this::abandon)));
            works.put(JobKind.REMOVE, new Remove(generations, signs, ports.tables(), REPLAY, () -> now));
            works.put(
                    JobKind.RECONCILE,
                    new PassAgain(
                            wiring.rebuildable(),
                            generations,
                            some -> new Reconcile(ports.scan(), ports.events(), some, applying, REPLAY.segments())));
            this.jobs = new Jobs(
                    ports.jobs(),
                    works,
                    this::ring,
                    () -> now,
                    () -> UUID.randomUUID().toString(),
                    name);
            this.worker = new Worker(
                    ports.jobs(),
                    works,
                    this::ring,
                    CostMeter.none(),
                    new JobSettings(() -> now, pause -> {}, 1e9, Duration.ofMinutes(2), Duration.ofMinutes(1)),
                    failure -> {});
            this.rebuilds = new Rebuilds(
                    generations,
                    signs,
                    REPLAY,
                    () -> now,
                    new Rebuilds.Starting(jobs::start, isOver(), id -> jobs.cancel(id, "its release is gone")));
        }

        private Predicate<String> isOver() {
            return id -> jobs.find(id)
                    .filter(found -> !found.job().state().isFinished())
                    .isEmpty();
        }

        private boolean abandon(Job job) {
            return rebuilds.abandon(job);
        }

        private void ring(String job, int segment, Duration after) {
            rings.add(new Ring(job, segment, now.plus(after)));
        }

        /** Commits of one batch of the stream, as the function {@code project} gets them. */
        void deliver(Map<StreamName, List<Commit>> commits) {
            signs.leave("project");
            consumers.deliver(commits, Deadline.none());
            keeping.beside().feed(commits);
        }

        /** What the function {@code sweep} does each minute. */
        void sweep() {
            signs.leave("sweep");
            redriver.redriveDue(Deadline.none());
            rebuilds.sweep();
            jobs.ringSilent(Duration.ofMinutes(2));
        }

        /** Works on what has rung, once. */
        void work() {
            var due = new ArrayList<Ring>();
            rings.removeIf(ring -> !ring.at().isAfter(now) && due.add(ring));
            due.forEach(ring -> worker.work(ring.job(), ring.segment(), Deadline.none()));
        }

        /** Sweeps and works, one tick after the other. */
        void runFor(Duration time) {
            var end = now.plus(time);
            while (now.isBefore(end)) {
                sweep();
                for (int i = 0; i < 10; i++) {
                    work();
                }
                pass(tick);
            }
        }

        Api.Answer get(String path) {
            signs.leave("queries");
            api.now = now;
            return api.get(path);
        }

        void post(String path, String body) {
            api.now = now;
            var answer = api.post(path, body);
            if (answer.status() > 201) {
                throw new AssertionError(path + " was answered " + answer);
            }
        }
    }
}
