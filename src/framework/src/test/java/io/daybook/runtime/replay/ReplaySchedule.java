package io.daybook.runtime.replay;

import io.daybook.fixture.Crashing;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.generation.Generation.State;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.replay.Rebuilds;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.models.Versions;
import io.daybook.models.wallet.Wallet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    private final Places places;
    private final Random random;
    private final List<Commit> records = new ArrayList<>();
    private final Map<String, Long> read = new HashMap<>();
    private final Map<String, Instance> running = new HashMap<>();
    private final List<Instance> retired = new ArrayList<>();
    private final Set<Integer> deployed = new HashSet<>();
    private Build target;
    final Map<Happening, Long> happened = new EnumMap<>(Happening.class);

    /** What is deployed. */
    private record Build(String name, int version, boolean listsFormer) {}

    private final class Instance {
        final Build build;
        final String function;
        final Crashing crashing = new Crashing();
        final ReplayWorld.Release release;

        Instance(Build build, String function) {
            this.build = build;
            this.function = function;
            this.release =
                    world.new Release(build.name(), build.version(), build.listsFormer(), world.ports.of(crashing));
        }
    }

    /** Where rows have been kept. */
    interface Places {
        Set<Place> all();

        /** Asked only about a place that nobody knows any more, so it may take away what is there. */
        boolean isEmpty(Place place);
    }

    ReplaySchedule(ReplayWorld world, Places places, long seed) {
        this.world = world;
        this.places = places;
        this.random = new Random(seed);
        this.target = new Build("v1", 1, false);
        deployed.add(1);
        FUNCTIONS.forEach(function -> running.put(function, new Instance(target, function)));
        if (random.nextBoolean()) {
            instance("sweep").generations.look();
        }
    }

    private void happened(Happening what) {
        happened.merge(what, 1L, Long::sum);
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
            case 9 ->
                world.pass(
                        random.nextInt(12) == 0
                                ? ReplayWorld.KEEP.plusMinutes(10)
                                : Duration.ofSeconds(random.nextInt(random.nextInt(4) == 0 ? 600 : 70)));
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
            happened(Happening.CRASHED);
            running.put(function, new Instance(instance.build, function));
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
                        before == 0
                                ? "{\"owner\":\"Ada\",\"content\":1}"
                                : "{\"amount\":" + (random.nextInt(15) == 0 ? Versions.POISON : "1") + "}");
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
                var commits = world.store.all(Wallet.CATEGORY.stream(id));
                var truth = Truth.row(release.catalog.version(), commits, events);
                if (!answer.json().equals(truth) || events > events("versions", commits)) {
                    throw new AssertionError(release.name + " answered " + answer.text() + ", the truth is " + truth);
                }
                read.merge(release.name, 1L, Long::sum);
            }
            case 404, 503 -> {}
            default -> throw new AssertionError(answer);
        }
    }

    /** How many events a consumer can have applied. */
    private int events(String consumer, List<Commit> commits) {
        return Truth.events(
                commits,
                version -> world.operators
                        .skipped(consumer, commits.getFirst().stream(), version)
                        .isPresent());
    }

    /** One function more has the build that is being deployed, or another build is. */
    private void deploy() {
        var other = FUNCTIONS.stream()
                .filter(function -> !running.get(function).build.equals(target))
                .toList();
        if (other.isEmpty() ? random.nextInt(3) == 0 : random.nextInt(8) == 0) {
            retarget(!other.isEmpty());
        } else if (!other.isEmpty()) {
            var function = other.get(random.nextInt(other.size()));
            if (other.size() == FUNCTIONS.size()) {
                happened(Happening.valueOf("FIRST_" + function.toUpperCase(Locale.ROOT)));
            } else {
                happened(Happening.SIDE_BY_SIDE);
            }
            retired.add(running.get(function));
            running.put(function, new Instance(target, function));
        }
    }

    private void retarget(boolean isHalfway) {
        int before = target.version();
        int version = 1 + random.nextInt(3);
        boolean listsFormer = version > 1 && random.nextBoolean();
        target = new Build("v" + version + (listsFormer ? "f" : ""), version, listsFormer);
        if (version < before) {
            boolean isServed = isServed(before);
            if (isHalfway) {
                happened(Happening.BACK_HALFWAY);
            }
            if (!isServed) {
                happened(Happening.BACK_BEFORE_THE_FLIP);
            } else if (isServed(version)) {
                happened(Happening.BACK_AFTER_THE_FLIP);
            } else if (deployed.contains(version)) {
                happened(Happening.BACK_AFTER_THE_REMOVAL);
            }
        } else if (version > before) {
            happened(listsFormer ? Happening.FORMER_LISTED : Happening.FORMER_NOT_LISTED);
            if (deployed.contains(version)) {
                happened(Happening.FORWARD_AGAIN);
            } else if (version == 3 && before == 2) {
                happened(Happening.THIRD_ON_TOP);
            }
        }
        deployed.add(version);
    }

    private boolean isServed(int version) {
        return world.ports
                .generations()
                .read()
                .value()
                .of("versions")
                .flatMap(pointer -> pointer.served(version))
                .isPresent();
    }

    private void operate() {
        var release = instance("sweep");
        switch (random.nextInt(8)) {
            case 0 -> {
                boolean isAsOf = random.nextInt(4) == 0;
                var wish = new Rebuilds.Wish(false, isAsOf ? world.now.minusSeconds(120) : null, false);
                var present = release.editions.stream()
                        .filter(edition -> edition.version() == release.catalog.version())
                        .toList();
                var edition = present.get(random.nextInt(present.size()));
                if (release.rebuilds.rebuild(edition, wish) instanceof Rebuilds.Started.Begun) {
                    happened(isAsOf ? Happening.AS_OF : Happening.REBUILT_BY_HAND);
                }
            }
            case 1 ->
                world.ports.jobs().list(null, 3).jobs().stream()
                        .filter(job -> !job.state().isFinished())
                        .findAny()
                        .ifPresent(job -> {
                            release.jobs.cancel(job.id(), "a test");
                            happened(Happening.CANCELLED);
                        });
            case 2 -> pauseOrResume(random.nextBoolean() ? "versions" : "weights");
            case 3, 4 -> skip(random.nextBoolean() ? "versions" : "weights");
            case 5 -> remove(release);
            default -> thaw();
        }
    }

    private void pauseOrResume(String consumer) {
        if (world.operators.paused().containsKey(consumer)) {
            world.operators.resume(consumer);
            happened(Happening.RESUMED);
        } else {
            world.operators.pause(consumer, new Pause("a test", "ada", world.now));
            happened(Happening.PAUSED);
        }
    }

    /** An event that no version can apply. */
    private void skip(String consumer) {
        var stream = Wallet.CATEGORY.stream(WALLETS.get(random.nextInt(WALLETS.size())));
        Truth.poison(world.store.all(stream)).stream()
                .filter(version ->
                        world.operators.skipped(consumer, stream, version).isEmpty())
                .findFirst()
                .ifPresent(version -> {
                    world.operators.skip(new Skip(consumer, stream, version, "a test", "ada", world.now));
                    happened(Happening.SKIPPED);
                });
    }

    private void remove(ReplayWorld.Release release) {
        var generations = world.ports.generations().read().value().of("versions").stream()
                .flatMap(pointer -> pointer.generations().stream())
                .filter(generation -> generation.is(State.KEPT) || generation.is(State.AS_OF))
                .toList();
        if (!generations.isEmpty()) {
            var id = generations.get(random.nextInt(generations.size())).id();
            release.rebuilds.remove("versions", id);
            happened(Happening.REMOVED_BY_HAND);
        }
    }

    /** An instance that was frozen goes on with a delivery that is tried again late, or with whatever comes to it. */
    private void thaw() {
        if (retired.isEmpty()) {
            return;
        }
        var old = retired.get(random.nextInt(retired.size()));
        if (old.crashing.isOver()) {
            return;
        }
        happened(Happening.THAWED);
        switch (old.function) {
            case "project" -> {
                happened(Happening.LATE_RETRY);
                deliver(old.release);
            }
            case "sweep" -> old.release.sweep();
            case "work" -> old.release.work();
            default -> read(old.release);
        }
    }

    /** The last build everywhere, everything delivered, all jobs at their end, and then an hour and more. */
    private void finish() {
        List.of("versions", "weights").forEach(world.operators::resume);
        FUNCTIONS.forEach(function -> running.put(function, new Instance(target, function)));
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
            events += events("weights", commits);
            var answer = release.get("/versions/" + id);
            var truth = Truth.row(target.version(), commits, events("versions", commits));
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
        var orphans = places.all().stream()
                .filter(place -> !known.contains(place.projection() + "#" + place.generation()))
                .filter(place -> !places.isEmpty(place))
                .toList();
        if (!orphans.isEmpty()) {
            throw new AssertionError("orphans: " + orphans + ", known: " + known);
        }
    }

    /** What the last build reads or writes. */
    private int lowest() {
        return target.listsFormer() ? target.version() - 1 : target.version();
    }

    /** Whether anything was read from anywhere. */
    boolean hasRead() {
        return !read.isEmpty();
    }
}
