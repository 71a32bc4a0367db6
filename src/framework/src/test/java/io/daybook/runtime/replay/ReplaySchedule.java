package io.daybook.runtime.replay;

import io.daybook.fixture.Crashing;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.models.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Releases come, go and return, function by function, while commands are sent, records are lost, repeated and late, jobs
 * are begun and cancelled, and processes end between any two calls to storage. Each answer must be a row as it once was in
 * the version that answers.
 */
final class ReplaySchedule {
    private static final List<String> WALLETS = List.of("a", "b", "c", "d", "e");
    private static final List<String> FUNCTIONS = List.of("project", "sweep", "work", "queries");

    private final ReplayWorld world;
    private final Random random;
    private final List<Commit> records = new ArrayList<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Instance> running = new HashMap<>();
    private final List<Instance> retired = new ArrayList<>();
    private Build target;
    int crashes;

    /** What is deployed. */
    private record Build(String name, int version, boolean listsFormer) {}

    private final class Instance {
        final Build build;
        final Crashing crashing = new Crashing();
        final ReplayWorld.Release release;

        Instance(Build build) {
            this.build = build;
            this.release =
                    world.new Release(build.name(), build.version(), build.listsFormer(), world.ports.of(crashing));
        }
    }

    ReplaySchedule(ReplayWorld world, long seed) {
        this.world = world;
        this.random = new Random(seed);
        this.target = new Build("one", 1, false);
        FUNCTIONS.forEach(function -> running.put(function, new Instance(target)));
        if (random.nextBoolean()) {
            instance("sweep").generations.look();
        }
    }

    private ReplayWorld.Release instance(String function) {
        return running.get(function).release;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        finish();
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> append();
            case 2, 3 -> as("project", this::deliver);
            case 4 -> as("sweep", ReplayWorld.Release::sweep);
            case 5, 6 -> as("work", ReplayWorld.Release::work);
            case 7, 8 -> as("queries", this::read);
            case 9 -> world.pass(Duration.ofSeconds(random.nextInt(random.nextInt(4) == 0 ? 600 : 70)));
            case 10 -> deploy();
            default -> operate();
        }
    }

    /** A call of a function, whose process may end in the middle of it. */
    private void as(String function, java.util.function.Consumer<ReplayWorld.Release> call) {
        var instance = running.get(function);
        boolean mayCrash = random.nextInt(6) == 0;
        if (mayCrash) {
            instance.crashing.after(random.nextInt(25));
        }
        try {
            call.accept(instance.release);
        } catch (Crashing.Crash e) {
            // It is begun again below.
        }
        if (instance.crashing.isOver()) {
            crashes++;
            running.put(function, new Instance(instance.build));
        } else if (mayCrash) {
            instance.crashing.after(Integer.MAX_VALUE);
        }
    }

    private void append() {
        var id = WALLETS.get(random.nextInt(WALLETS.size()));
        var stream = Wallet.CATEGORY.stream(id);
        int before = world.store.all(stream).size();
        instance("queries")
                .post(
                        "/wallets/" + id + (before == 0 ? "/open" : "/fill"),
                        before == 0 ? "{\"owner\":\"Ada\",\"content\":1}" : "{\"amount\":1}");
        records.addAll(world.store.all(stream).subList(before, before + 1));
    }

    /** Some of the records, in any order; others are lost, or come again. */
    private void deliver(ReplayWorld.Release release) {
        var batch = new HashMap<StreamName, List<Commit>>();
        var taken = new ArrayList<Commit>();
        for (var commit : List.copyOf(records)) {
            switch (random.nextInt(8)) {
                case 0 -> records.remove(commit);
                case 1 -> add(batch, commit);
                case 2 -> {}
                default -> {
                    add(batch, commit);
                    taken.add(commit);
                }
            }
        }
        // The records of a batch that was not finished come again.
        release.deliver(batch);
        records.removeAll(taken);
    }

    private static void add(Map<StreamName, List<Commit>> batch, Commit commit) {
        batch.computeIfAbsent(commit.stream(), any -> new ArrayList<>()).add(commit);
    }

    private void read(ReplayWorld.Release release) {
        var id = WALLETS.get(random.nextInt(WALLETS.size()));
        var answer = release.get("/versions/" + id);
        switch (answer.status()) {
            case 200 -> {
                int events = answer.json().path("events").asInt();
                var truth = Truth.row(release.catalog.version(), world.store.all(Wallet.CATEGORY.stream(id)), events);
                if (!answer.json().equals(truth)) {
                    throw new AssertionError(release.name + " answered " + answer.text() + ", the truth is " + truth);
                }
                read.merge(release.name, 1L, Long::sum);
            }
            case 404, 503 -> {}
            default -> throw new AssertionError(answer);
        }
    }

    /** One function more has the build that is being deployed, or another build is. */
    private void deploy() {
        var other = FUNCTIONS.stream()
                .filter(function -> !running.get(function).build.equals(target))
                .toList();
        if (!other.isEmpty()) {
            var function = other.get(random.nextInt(other.size()));
            retired.add(running.get(function));
            running.put(function, new Instance(target));
        } else if (random.nextInt(3) == 0) {
            int version = 1 + random.nextInt(3);
            boolean listsFormer = version > 1 && random.nextBoolean();
            target = new Build("v" + version + (listsFormer ? "f" : ""), version, listsFormer);
        }
    }

    private void operate() {
        var release = instance("sweep");
        switch (random.nextInt(5)) {
            case 0 ->
                release.rebuilds.rebuild(
                        release.editions
                                                .get(random.nextInt(release.editions.size()))
                                                .version()
                                        == target.version()
                                ? release.editions.getFirst()
                                : release.editions.getFirst(),
                        new Rebuilds.Wish(false, random.nextInt(4) == 0 ? world.now.minusSeconds(120) : null, false));
            case 1 ->
                world.ports.jobs().list(null, 3).jobs().stream()
                        .findAny()
                        .ifPresent(job -> release.jobs.cancel(job.id(), "a test"));
            case 2 -> {
                if (world.paused.isEmpty()) {
                    world.paused.add("versions");
                } else {
                    world.paused.clear();
                }
            }
            default -> {
                // A retry that comes late, by an instance that was frozen.
                if (!retired.isEmpty()) {
                    var old = retired.get(random.nextInt(retired.size()));
                    if (!old.crashing.isOver()) {
                        deliver(old.release);
                    }
                }
            }
        }
    }

    /** The last build everywhere, everything delivered, all jobs at their end, and then an hour and more. */
    private void finish() {
        world.paused.clear();
        FUNCTIONS.forEach(function -> running.put(function, new Instance(target)));
        var release = instance("project");
        for (var id : WALLETS) {
            boolean isNew = world.store.all(Wallet.CATEGORY.stream(id)).isEmpty();
            release.post(
                    "/wallets/" + id + (isNew ? "/open" : "/fill"),
                    isNew ? "{\"owner\":\"Ada\",\"content\":1}" : "{\"amount\":1}");
        }
        release.deliver(all());
        release.runFor(Duration.ofMinutes(40));
        for (var edition : release.editions) {
            boolean isServed = release.generations
                    .look()
                    .of(edition.projection())
                    .flatMap(pointer -> pointer.served(edition.version()))
                    .isPresent();
            if (!isServed && edition.version() == target.version()) {
                // Its builds were cancelled, or given up.
                var _ = release.rebuilds.rebuild(edition, new Rebuilds.Wish(false, null, false));
            }
        }
        release.deliver(all());
        release.runFor(Duration.ofMinutes(40));
        check(release);
        release.runFor(ReplayWorld.KEEP.multipliedBy(3));
        check(release);
        checkNothingIsLeft(release);
    }

    private Map<StreamName, List<Commit>> all() {
        return world.store.streams().collect(Collectors.toMap(stream -> stream, world.store::all));
    }

    private void check(ReplayWorld.Release release) {
        int events = 0;
        for (var id : WALLETS) {
            var commits = world.store.all(Wallet.CATEGORY.stream(id));
            events += commits.size();
            var answer = release.get("/versions/" + id);
            var truth = Truth.row(target.version(), commits, commits.size());
            if (answer.status() != 200 || !answer.json().equals(truth)) {
                throw new AssertionError("at the end, " + answer + ", the truth is " + truth + "; "
                        + release.generations.look() + " " + world.ports.jobs().list(null, 20));
            }
        }
        int weight = 0;
        var tally = release.get("/analytics/weights");
        for (var day : tally.json().path("items")) {
            weight += day.path("weight").asInt();
        }
        if (weight != events * target.version()) {
            throw new AssertionError("the tally is " + tally + ", the truth is " + events + " x " + target.version()
                    + "; " + release.generations.look() + " "
                    + world.ports.jobs().list(null, 20));
        }
    }

    private void checkNothingIsLeft(ReplayWorld.Release release) {
        Set<String> known = new TreeSet<>();
        for (var pointer : release.generations.look().pointers().values()) {
            for (var generation : pointer.generations()) {
                known.add(pointer.projection() + "#" + generation.id());
                if (generation.is(State.BUILDING)
                        || (generation.is(State.SERVED) && generation.projectionVersion() < lowest())) {
                    throw new AssertionError("left over: " + generation);
                }
            }
        }
        var places = places().stream()
                .map(place -> place.projection() + "#" + place.generation())
                .filter(place -> !known.contains(place))
                .toList();
        if (!places.isEmpty()) {
            throw new AssertionError("orphans: " + places + ", known: " + known);
        }
    }

    /** What the last build reads or writes. */
    private int lowest() {
        return target.listsFormer() ? target.version() - 1 : target.version();
    }

    private Set<Place> places() {
        return ((io.daybook.kernel.memory.MemoryReadTables) world.ports.tables()).places();
    }

    /** Whether anything was read from anywhere. */
    boolean hasRead() {
        return !read.isEmpty();
    }
}
