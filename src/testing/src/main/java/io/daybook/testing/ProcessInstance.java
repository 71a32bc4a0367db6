package io.daybook.testing;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.process.SagaSettings;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.Snapshots;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.wiring.Processes;
import io.daybook.runtime.wiring.Stores;
import java.util.List;
import java.util.Optional;

/** One instance of the functions in a {@link ProcessWorld}, with caches of its own; several may work side by side. */
public final class ProcessInstance {
    private static final int SAVES_MAX = 20;

    private final ProcessWorld world;
    private final CommandBus bus;
    private final Processes processes;
    private final SagaTable table;

    ProcessInstance(ProcessWorld world, Catalog own, Around around) {
        this.world = world;
        this.table = around.port(SagaTable.class, world.sagas());
        var events = around.port(EventStore.class, world.store());
        var stores = new Stores(events, Snapshots.none(), new MemoryReadTables(), table);
        var parts = world.wiring(stores);
        this.bus = parts.commandBus();
        this.processes = parts.processes(
                own.sagas(),
                own.reactors(),
                new Processes.Ports(
                        around.port(StreamCursors.class, world.cursors()),
                        world.parked(),
                        new SagaSettings(world::now, Backoff.none(), SAVES_MAX, Runnable::run),
                        failure -> {}));
    }

    /** What stands between an instance and the ports that it calls: to watch it, to fail, to end it there. */
    public interface Around {
        Around NOTHING = new Around() {
            @Override
            public <T> T port(Class<T> type, T port) {
                return port;
            }
        };

        /** @return what the instance calls instead of the port */
        <T> T port(Class<T> type, T port);
    }

    /** The names of its sagas and reactors. */
    public List<String> consumers() {
        return processes.consumers().stream().map(StreamConsumer::name).toList();
    }

    /**
     * Delivers records of a stream, as the function is called with them.
     *
     * @param versions of the commits, by their first; in any order, repeated or incomplete; none = the consumer looks
     *     for itself
     * @return whether they need not be delivered again
     */
    public boolean deliver(String consumer, StreamName stream, List<Long> versions) {
        var commits = versions.stream()
                .flatMap(version ->
                        world.store().all(stream).stream().filter(commit -> commit.firstVersion() == version))
                .toList();
        return processes.consumers().stream()
                .filter(candidate -> candidate.name().equals(consumer) && candidate.follows(stream))
                .allMatch(follower -> isDone(follower.apply(stream, commits, Deadline.none())));
    }

    /** Looks at the instances of sagas that are due, one after the other. */
    public void sweep() {
        try {
            for (var due : table.due(world.now(), SagaTable.PAGE_MAX)) {
                processes.sagas().stream()
                        .filter(saga -> saga.name().equals(due.saga()))
                        .forEach(saga -> saga.sweep(due.id(), world.now(), Deadline.none()));
            }
        } catch (StoreException e) {
            // They stay due.
            return;
        }
    }

    /**
     * Handles a client's command.
     *
     * @return empty if the client has to send it again with the same id
     */
    public Optional<Outcome> send(Effect.Send<?> send, String commandId) {
        try {
            var outcome = bus.send(send, CommandContext.of(commandId));
            return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Contended
                    ? Optional.empty()
                    : Optional.of(outcome);
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private static boolean isDone(Progress progress) {
        return switch (progress) {
            case Progress.Applied() -> true;
            case Progress.Postponed _ -> false;
            case Progress.Poisoned poisoned -> throw new AssertionError("poisoned: " + poisoned, poisoned.cause());
        };
    }
}
