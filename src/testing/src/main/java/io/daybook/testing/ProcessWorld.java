package io.daybook.testing;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.memory.MemoryStreamCursors;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.StreamReader;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import io.daybook.runtime.wiring.Wiring;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sagas and reactors of an application end to end, in memory: commands are handled by the real handlers, what they
 * append is delivered until nothing more follows, and time passes only when a test says so.
 *
 * <pre>{@code
 * private final ProcessWorld world = ProcessWorld.of(new HotelCatalog());
 *
 * @Test
 * void a_booking_that_nobody_pays_is_given_up() {
 *     world.send(new Effect.Send<>(Booking.CATEGORY, "b1", new Book("room-7")));
 *     world.pass(Duration.ofMinutes(15));
 *     assertThat(world.step("stay", "b1")).contains("given-up");
 * }
 * }</pre>
 */
public final class ProcessWorld {
    /** How many deliveries and sweeps may follow. After more than these, something goes on without an end. */
    private static final int ROUNDS_MAX = 100;

    private final Catalog catalog;
    private final Wiring wiring;
    private final MemoryEventStore store = new MemoryEventStore();
    private final MemorySagaTable sagas = new MemorySagaTable();
    private final MemoryParkedStreams parked = new MemoryParkedStreams();
    private final MemoryStreamCursors cursors = new MemoryStreamCursors();
    private final AtomicLong ids = new AtomicLong();
    private Instant now = SagaSpec.AT;
    private @Nullable ProcessInstance current;

    private ProcessWorld(Catalog catalog, Wiring wiring) {
        this.catalog = catalog;
        this.wiring = wiring;
    }

    public static ProcessWorld of(Catalog catalog) {
        var stores = Stores.inMemory(new MemoryEventStore());
        return new ProcessWorld(
                catalog, new Wiring(Model.of(catalog), stores, settings(() -> SagaSpec.AT, new AtomicLong())));
    }

    /** Another world of the same catalog, in which nothing has happened; faster than making a new one. */
    public ProcessWorld empty() {
        return new ProcessWorld(catalog, wiring);
    }

    /**
     * Handles a client's command, and delivers whatever follows from it.
     *
     * @return what became of the command itself
     */
    public Outcome send(Effect.Send<?> send) {
        var commandId = "client-" + ids.incrementAndGet();
        var outcome = Optional.<Outcome>empty();
        for (int attempt = 1; outcome.isEmpty() && attempt <= ROUNDS_MAX; attempt++) {
            try {
                outcome = current().send(send, commandId);
            } catch (Dying.Death e) {
                current = null;
            }
        }
        comeToRest();
        return outcome.orElseThrow(() -> new AssertionError("it is not known what became of " + send));
    }

    /** Time passes; timers that are due fire, and what follows is delivered. */
    public void pass(Duration time) {
        moveClock(time);
        comeToRest();
    }

    /** Time passes, and what is due is not looked at yet. */
    public void moveClock(Duration time) {
        now = now.plus(time);
    }

    /** Everything that was ever appended is delivered again, the newest first. */
    public void redeliver() {
        for (var stream : streams()) {
            var versions = versions(stream);
            current().consumers().forEach(consumer -> current().deliver(consumer, stream, versions.reversed()));
        }
        comeToRest();
    }

    /**
     * The instance of the functions that does what comes next dies when it has made so many calls to storage; another
     * one goes on. The outcome of a process must not depend on it.
     */
    public void dieAfter(int calls) {
        current = instance(catalog, new Dying(calls));
    }

    /** What has happened in a stream. */
    public <E> List<E> events(Category<?, ?, E> category, String id) {
        var codec = wiring.codec(category);
        return store.all(category.stream(id)).stream()
                .flatMap(commit -> codec.decode(commit).stream())
                .map(Recorded::event)
                .toList();
    }

    /** The step of an instance of a saga; empty if there is no such instance. */
    public Optional<String> step(String saga, String id) {
        return sagas.read(saga, id).map(SagaInstance::step);
    }

    public boolean isComplete(String saga, String id) {
        return sagas.read(saga, id).filter(SagaInstance::complete).isPresent();
    }

    /** Reads what was recorded, as the application's own code does. */
    public StreamReader streamReader() {
        return wiring(Stores.inMemory(store)).streamReader();
    }

    public Instant now() {
        return now;
    }

    public MemoryEventStore store() {
        return store;
    }

    public MemorySagaTable sagas() {
        return sagas;
    }

    public MemoryParkedStreams parked() {
        return parked;
    }

    /** The instance that does what comes next. */
    private ProcessInstance current() {
        if (current == null) {
            current = instance();
        }
        return current;
    }

    private void comeToRest() {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            var before = everything();
            try {
                for (var stream : streams()) {
                    current().consumers().forEach(consumer -> current().deliver(consumer, stream, versions(stream)));
                }
                current().sweep();
            } catch (Dying.Death e) {
                current = null;
                continue;
            }
            if (everything().equals(before)) {
                return;
            }
        }
        throw new AssertionError("it does not come to rest");
    }

    private List<Object> everything() {
        var all = new ArrayList<>();
        catalog.sagas().forEach(saga -> all.add(sagas.all(saga.name())));
        streams().forEach(stream -> all.add(store.all(stream)));
        return all;
    }

    private List<StreamName> streams() {
        return store.streams().filter(stream -> !store.all(stream).isEmpty()).toList();
    }

    private List<Long> versions(StreamName stream) {
        return store.all(stream).stream().map(Commit::firstVersion).toList();
    }

    /** One instance of the functions. */
    public ProcessInstance instance() {
        return instance(catalog, ProcessInstance.Around.NOTHING);
    }

    /**
     * One instance of the functions, which is disturbed.
     *
     * @param own what its sagas and reactors are; the same aggregates
     */
    public ProcessInstance instance(Catalog own, ProcessInstance.Around around) {
        return new ProcessInstance(this, own, around);
    }

    MemoryStreamCursors cursors() {
        return cursors;
    }

    Wiring wiring(Stores stores) {
        return wiring.on(stores, settings(() -> now, ids));
    }

    private static HandlerSettings settings(InstantSource clock, AtomicLong ids) {
        return new HandlerSettings(
                8, 100, 0, Backoff.none(), clock, () -> "event-" + ids.incrementAndGet(), (of, at, other) -> {});
    }
}
