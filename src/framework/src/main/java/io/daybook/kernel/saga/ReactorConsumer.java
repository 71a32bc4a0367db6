package io.daybook.kernel.saga;

import io.daybook.kernel.consume.CommitTail;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.CommandContext.Memory;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one reactor: each event that concerns it reaches its port at least once, and its result is told exactly once,
 * because the command that tells it is remembered for ever. What the command comes to is for its stream to say; a
 * rejection is an outcome like any other.
 *
 * <p>While its port does not answer, a stream is postponed; other streams go on. Lambda gives up after ten attempts, and
 * the stream is parked then, see {@link io.daybook.kernel.consume.Redriver#recover}: so it never stops its shard for
 * long, and comes right by itself when the port does.
 */
public final class ReactorConsumer<E> implements StreamConsumer {
    private final Reactor<E> reactor;
    private final EventCodec<E> codec;
    private final CommitTail tail;
    private final StreamCursors cursors;
    private final CommandBus bus;

    public ReactorConsumer(
            Reactor<E> reactor, EventCodec<E> codec, EventStore store, StreamCursors cursors, CommandBus bus) {
        this.reactor = reactor;
        this.codec = codec;
        this.tail = new CommitTail(store);
        this.cursors = cursors;
        this.bus = bus;
    }

    @Override
    public String name() {
        return reactor.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return reactor.follows().name().equals(stream.category());
    }

    /** Commits that do not concern the reactor are passed over without any read or write. */
    @Override
    public Map<StreamName, Progress> apply(Map<StreamName, List<Commit>> delivered, Deadline deadline) {
        var progress = new HashMap<StreamName, Progress>();
        delivered.forEach((stream, commits) -> progress.put(stream, apply(stream, commits, deadline)));
        return progress;
    }

    private Progress apply(StreamName stream, List<Commit> commits, Deadline deadline) {
        if (deadline.hasPassed()) {
            return Progress.Postponed.LATE;
        }
        if (!commits.isEmpty() && commits.stream().noneMatch(this::mayConcern)) {
            return new Progress.Applied();
        }
        try {
            long from = cursors.read(name(), stream);
            var way = new Way(from);
            var progress = go(way, stream, commits, deadline);
            if (way.version > from) {
                // Where another runner was faster, the cursor stands at least as well.
                cursors.move(name(), stream, from, way.version);
            }
            return progress;
        } catch (StoreException e) {
            return new Progress.Postponed(PoisonException.describe(e), e);
        }
    }

    /** How far a delivery has come: the end of a commit. */
    private static final class Way {
        private long version;

        Way(long version) {
            this.version = version;
        }
    }

    /** One that cannot be read may concern it, unless it was applied by a release that could. */
    private boolean mayConcern(Commit commit) {
        try {
            return !relevant(commit).isEmpty();
        } catch (PoisonException e) {
            return true;
        }
    }

    private Progress go(Way way, StreamName stream, List<Commit> commits, Deadline deadline) {
        try {
            while (true) {
                var page = tail.following(stream, way.version, commits);
                for (var commit : page.commits()) {
                    for (var event : relevant(commit)) {
                        if (deadline.hasPassed()) {
                            return Progress.Postponed.LATE;
                        }
                        react(event);
                    }
                    way.version = commit.lastVersion();
                }
                if (!page.hasMore()) {
                    return new Progress.Applied();
                }
            }
        } catch (PoisonException e) {
            return e.progress();
        } catch (StoreException | ReactorUnavailableException | NotToldException e) {
            return new Progress.Postponed(PoisonException.describe(e), e);
        }
    }

    /** @param key the event's id; with the number of the part where an upcaster split it */
    private record Relevant<E>(Recorded<E> recorded, String key) {}

    private List<Relevant<E>> relevant(Commit commit) {
        var relevant = new ArrayList<Relevant<E>>();
        long version = commit.firstVersion();
        for (var encoded : commit.events()) {
            try {
                var parts = codec.decode(encoded);
                for (int part = 0; part < parts.size(); part++) {
                    if (reactor.concerns(parts.get(part))) {
                        var key = parts.size() == 1 ? encoded.id() : encoded.id() + "." + (part + 1);
                        relevant.add(new Relevant<>(
                                new Recorded<>(
                                        commit.stream(), version, encoded.id(), parts.get(part), commit.metadata()),
                                key));
                    }
                }
            } catch (RuntimeException e) {
                throw new PoisonException(version, e);
            }
            version++;
        }
        return relevant;
    }

    /** @throws PoisonException where the reactor, or the command that it answers with, is defective */
    private void react(Relevant<E> event) {
        try {
            reactor.react(event.recorded(), event.key()).ifPresent(send -> tell(send, event));
        } catch (StoreException | ReactorUnavailableException | NotToldException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PoisonException(event.recorded().version(), e);
        }
    }

    private void tell(Effect.Send<?> send, Relevant<E> event) {
        var metadata = event.recorded().metadata();
        var context = new CommandContext(
                CommandIds.ofReactor(name(), event.key()),
                null,
                metadata.correlationId(),
                event.recorded().eventId(),
                metadata.userId(),
                metadata.at(),
                Memory.FOREVER);
        var command = bus.encode(send);
        switch (bus.send(command, context)) {
            case Outcome.Accepted _, Outcome.Rejected _, Outcome.NotFound _ -> {}
            case Outcome.Contended _, Outcome.VersionMismatch _ -> throw new NotToldException(command, null);
            case Outcome.Unknown(var cause) -> throw new NotToldException(command, cause);
        }
    }

    /** The result could not be told for a technical reason. */
    private static final class NotToldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotToldException(CommandBus.Encoded command, @Nullable RuntimeException cause) {
            super(command.name() + " " + command.category() + "-" + command.id() + " is without an outcome", cause);
        }
    }
}
