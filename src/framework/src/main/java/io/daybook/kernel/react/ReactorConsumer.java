package io.daybook.kernel.react;

import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.CommitEvents;
import io.daybook.kernel.consume.CommitEvents.Part;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PassingCodec;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.consume.StreamCursors;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.send.CommandIds;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs one reactor. Each event that concerns it reaches its port at least once, and the result is recorded exactly
 * once, because the command that records it is remembered for ever. A rejection of that command is an outcome like any
 * other.
 *
 * <p>While its port does not answer, a stream is postponed and other streams go on. After ten attempts Lambda gives up,
 * and the stream is parked, see {@link io.daybook.kernel.deliver.Redriver#recover}. So it does not stop its shard for
 * long, and is caught up when the port answers again.
 */
public final class ReactorConsumer<E> implements StreamConsumer {
    private final Reactor<E> reactor;
    private final EventCodec<E> codec;
    private final CatchUp catchUp;
    private final StreamCursors cursors;
    private final CommandBus bus;

    public ReactorConsumer(
            Reactor<E> reactor, EventCodec<E> codec, EventStore store, StreamCursors cursors, CommandBus bus) {
        this(reactor, codec, new CatchUp(store), cursors, bus);
    }

    private ReactorConsumer(
            Reactor<E> reactor, EventCodec<E> codec, CatchUp catchUp, StreamCursors cursors, CommandBus bus) {
        this.reactor = reactor;
        this.codec = codec;
        this.catchUp = catchUp;
        this.cursors = cursors;
        this.bus = bus;
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new ReactorConsumer<>(reactor, new PassingCodec<>(codec, stream, versions), catchUp, cursors, bus);
    }

    /**
     * The same reactor, except that it ignores the events of commits from before a time. Their versions still count.
     */
    public ReactorConsumer<E> since(Instant time) {
        return new ReactorConsumer<>(reactor, PassingCodec.before(codec, time), catchUp, cursors, bus);
    }

    @Override
    public String name() {
        return reactor.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return reactor.follows().name().equals(stream.category());
    }

    /** Commits that do not concern the reactor are skipped without a read or a write. */
    @Override
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        return CatchUp.attempt(deadline, () -> {
            if (!delivered.isEmpty() && delivered.stream().noneMatch(this::mayConcern)) {
                return Progress.APPLIED;
            }
            var from = cursors.read(name(), stream);
            var way = new Way(from, deadline);
            var progress = CatchUp.attempt(() -> catchUp.follow(stream, delivered, deadline, way));
            if (!way.position.equals(from)) {
                // If another runner was faster, the cursor is at least as far.
                cursors.move(name(), stream, from, way.position);
            }
            return progress;
        });
    }

    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        return cursors.readAll(name(), streams);
    }

    @Override
    public boolean concerns(StreamName stream, StreamPosition applied) {
        return catchUp.findsAfter(stream, applied, this::mayConcern);
    }

    /** How far a delivery has been handled. */
    private final class Way implements CatchUp.Follower {
        private final Deadline deadline;
        private StreamPosition position;

        Way(StreamPosition position, Deadline deadline) {
            this.position = position;
            this.deadline = deadline;
        }

        @Override
        public StreamPosition position() {
            return position;
        }

        @Override
        public Progress take(List<Commit> commits) {
            for (var commit : commits) {
                for (var event : relevant(commit)) {
                    var progress = deadline.hasPassed() ? Progress.Postponed.LATE : react(event);
                    if (!(progress instanceof Progress.Applied)) {
                        return progress;
                    }
                }
                position = commit.end();
            }
            return Progress.APPLIED;
        }
    }

    /** A commit that cannot be read may concern it, unless a release that could read it has applied it. */
    private boolean mayConcern(Commit commit) {
        try {
            return !relevant(commit).isEmpty();
        } catch (PoisonException e) {
            return true;
        }
    }

    private List<Part<E>> relevant(Commit commit) {
        var relevant = new ArrayList<Part<E>>();
        CommitEvents.forEach(commit, codec, event -> {
            if (reactor.concerns(event.recorded().event())) {
                relevant.add(event);
            }
        });
        return relevant;
    }

    /** @throws PoisonException if the reactor, or the command that it returns, is defective */
    private Progress react(Part<E> event) {
        try {
            var answer = reactor.react(event.recorded(), event.key());
            return answer.isPresent() ? tell(answer.get(), event) : Progress.APPLIED;
        } catch (StoreException | ReactorUnavailableException e) {
            return Progress.Postponed.because(e);
        } catch (RuntimeException e) {
            throw new PoisonException(
                    event.recorded().version(), event.recorded().metadata().correlationId(), e);
        }
    }

    private Progress tell(Effect.Send<?> send, Part<E> event) {
        var metadata = event.recorded().metadata();
        var context = new CommandContext(
                CommandIds.ofReactor(name(), event.key()),
                null,
                metadata.correlationId(),
                event.recorded().eventId(),
                metadata.userId(),
                metadata.at(),
                Memory.FOREVER);
        return switch (bus.send(send, context)) {
            case Outcome.Settled _ -> Progress.APPLIED;
            case Outcome.Contended _, Outcome.Forbidden(), Outcome.VersionMismatch _, Outcome.KeyReused() ->
                notTold(send, null);
            case Outcome.Unknown(var cause) -> notTold(send, cause);
        };
    }

    private static Progress notTold(Effect.Send<?> send, @Nullable RuntimeException cause) {
        return Progress.Postponed.because(new NotToldException(send, cause));
    }

    /** The result could not be recorded for a technical reason. */
    private static final class NotToldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotToldException(Effect.Send<?> send, @Nullable RuntimeException cause) {
            super(send.type().name() + " " + send.stream() + " is without an outcome", cause);
        }
    }
}
