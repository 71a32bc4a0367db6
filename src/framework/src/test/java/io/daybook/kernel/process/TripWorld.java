package io.daybook.kernel.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.adapter.json.JacksonSagaStateCodec;
import io.daybook.adapter.json.JacksonStateCodec;
import io.daybook.adapter.json.Json;
import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.JsonCommandCodec;
import io.daybook.fixture.ForwardingEventStore;
import io.daybook.fixture.ForwardingSagaTable;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.handle.CommandHandler;
import io.daybook.kernel.handle.HandlerSettings;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryParkedStreams;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.send.HandlerBus;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.ExpectedAppend;
import io.daybook.kernel.store.Snapshots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that trips need, in memory, on a clock that stands until it is set. */
final class TripWorld {
    private static final ObjectMapper MAPPER = Json.mapper(List.of());

    static final CommandCodec COMMANDS = new JsonCommandCodec(Trips.CATEGORIES, new CommandReader(MAPPER));

    static final StreamName TRIP = new StreamName("trip", "t1");
    static final StreamName LETTER = new StreamName("letter", "t1");
    static final StreamName PURSE = new StreamName("purse", "p");

    final MemoryEventStore store = new MemoryEventStore();
    final MemorySagaTable table = new MemorySagaTable();
    final MemoryParkedStreams parked = new MemoryParkedStreams();
    final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    final Trips.Journey journey = new Trips.Journey();
    /** What the runner called, in order. */
    final List<String> calls = new ArrayList<>();

    Instant now = Instant.parse("2026-03-01T12:00:00.123Z");
    private Disturbance disturbance = (send, context) -> null;

    final CommandBus bus = bus(store);

    /** Something that may happen to a command on its way. */
    @FunctionalInterface
    interface Disturbance {
        /** @return an outcome instead of the handler's; null = the handler's */
        @Nullable
        Outcome apply(Effect.Send<?> send, CommandContext context);
    }

    /** The handlers of all categories, with caches of their own. */
    private CommandBus bus(EventStore eventStore) {
        var settings = new HandlerSettings(
                4, 100, 0, Backoff.none(), () -> now, () -> UUID.randomUUID().toString(), (of, at, other) -> {});
        return new HandlerBus(Trips.CATEGORIES.stream()
                .map(category -> new CommandHandler<>(
                        category,
                        codec(category),
                        new JacksonStateCodec<>(category.stateType(), MAPPER),
                        eventStore,
                        Snapshots.none(),
                        settings))
                .toList());
    }

    EventStore watchedStore(Consumer<String> before) {
        return new ForwardingEventStore(store) {
            @Override
            protected void before(String call) {
                before.accept(call);
            }
        };
    }

    /** The bus, as it is disturbed. */
    CommandBus watchedBus() {
        return (send, context) -> {
            var disturbed = disturbance.apply(send, context);
            return disturbed == null ? bus.send(send, context) : disturbed;
        };
    }

    /** A runner whose every call to storage and handlers is announced. */
    SagaConsumer<Trips.State> runner(Consumer<String> before) {
        return runner(before, (send, context) -> disturbance.apply(send, context));
    }

    /** A runner whose commands come to what {@code sends} says, where it does. */
    SagaConsumer<Trips.State> runner(Consumer<String> before, Disturbance sends) {
        var watchedTable = new ForwardingSagaTable(table) {
            @Override
            protected void before(String call) {
                before.accept(call);
            }
        };
        CommandBus watchedBus = (send, context) -> {
            before.accept("send " + send.type().name() + " " + send.stream());
            var disturbed = sends.apply(send, context);
            return disturbed == null ? bus.send(send, context) : disturbed;
        };
        var settings = new SagaSettings(() -> now, Backoff.none(), 8, Runnable::run);
        return runner(new SagaConsumer.Ports(
                watchedStore(before), watchedTable, watchedBus, COMMANDS, parked, settings, failures::add));
    }

    SagaConsumer<Trips.State> runner(SagaConsumer.Ports ports) {
        var codecs = new HashMap<String, EventCodec<?>>();
        Trips.CATEGORIES.forEach(category -> codecs.put(category.name(), codec(category)));
        return new SagaConsumer<>(journey, new JacksonSagaStateCodec<>(journey, MAPPER), codecs, ports);
    }

    SagaConsumer<Trips.State> runner() {
        return runner(calls::add);
    }

    /** What a client did; nobody is told of it. */
    Commit did(StreamName stream, Command command) {
        var category = Trips.CATEGORIES.stream()
                .filter(known -> known.name().equals(stream.category()))
                .findFirst()
                .orElseThrow();
        var context = new CommandContext(
                UUID.randomUUID().toString(),
                null,
                "correlation of " + stream,
                "c",
                "ada",
                null,
                CommandContext.Memory.RECENT);
        var send = new Effect.Send<>(category, stream.id(), command);
        if (!(bus.send(send, context) instanceof Outcome.Accepted)) {
            throw new IllegalStateException("could not " + command);
        }
        return store.last(stream).orElseThrow();
    }

    /** What stands in a stream, however it came there: one commit. */
    Commit wrote(StreamName stream, Event... events) {
        var encoded = Stream.of(events)
                .map(event -> codec(Trips.TRIP).encode(UUID.randomUUID().toString(), event))
                .toList();
        return wrote(stream, encoded);
    }

    Commit wrote(StreamName stream, List<EncodedEvent> events) {
        long version = store.last(stream).map(Commit::lastVersion).orElse(0L);
        var metadata = new EventMetadata(UUID.randomUUID().toString(), "r", "c", null, now, "test-1");
        store.append(new ExpectedAppend(stream, version, events, metadata));
        return store.last(stream).orElseThrow();
    }

    /** What a client did, as it reaches a runner. */
    Progress happens(StreamName stream, Command command) {
        return deliver(did(stream, command));
    }

    Progress deliver(Commit... commits) {
        return deliver(runner(), commits);
    }

    static Progress deliver(SagaConsumer<?> runner, Commit... commits) {
        var stream = commits[0].stream();
        return progress(runner, stream, List.of(commits));
    }

    void disturb(Disturbance how) {
        disturbance = how;
    }

    Progress redrive(StreamName stream) {
        return progress(runner(), stream, List.of());
    }

    void sweep() {
        runner().sweep("t1", now, Deadline.none());
    }

    SagaInstance row() {
        return table.read("journey", "t1").orElseThrow();
    }

    Trips.State state() {
        return new JacksonSagaStateCodec<>(journey, MAPPER).decode(row().state());
    }

    List<HistoryStep> history() {
        return table.history("journey", "t1", 1, SagaTable.PAGE_MAX);
    }

    static <E> EventCodec<E> codec(Category<?, ?, E> category) {
        return new JacksonEventCodec<>(category.events(), MAPPER);
    }

    /** What was paid into the purse, beginning with the deposit. */
    List<Event> paid() {
        return store.all(PURSE).stream()
                .flatMap(commit -> codec(Trips.PURSE).decode(commit).stream())
                .<Event>map(Recorded::event)
                .toList();
    }

    private static Progress progress(SagaConsumer<?> runner, StreamName stream, List<Commit> commits) {
        return runner.apply(stream, commits, Deadline.none());
    }
}
