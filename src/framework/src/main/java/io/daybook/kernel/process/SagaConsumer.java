package io.daybook.kernel.process;

import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PassingCodec;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaStateCodec;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs the instances of one saga. The result of a trigger is saved before anything is sent. A command leaves the row
 * only with its outcome, which is the next trigger. Any number of runners may work on one instance, because each save
 * is conditional and a command that is sent twice has one outcome.
 */
public final class SagaConsumer<S> implements StreamConsumer {
    final SagaFold<S> fold;
    final TriggerFold<S> triggers;
    final SagaSends sends;
    final SagaFailures failures;
    final CatchUp catchUp;
    final Ports ports;
    private final SagaEvents events;
    private final Saga<S> saga;
    private final SagaStateCodec<S> states;
    private final Map<String, EventCodec<?>> codecs;
    private final Set<String> categories;

    /** What it works with. */
    public record Ports(
            EventStore store,
            SagaTable table,
            CommandBus bus,
            CommandCodec commands,
            ParkedStreams parked,
            SagaSettings settings,
            FailureListener failures) {}

    /** @param codecs by category, of every category that the saga follows */
    public SagaConsumer(Saga<S> saga, SagaStateCodec<S> states, Map<String, EventCodec<?>> codecs, Ports ports) {
        this.saga = saga;
        this.states = states;
        this.codecs = Map.copyOf(codecs);
        this.categories =
                saga.follows().stream().map(category -> category.name()).collect(Collectors.toUnmodifiableSet());
        if (!codecs.keySet().containsAll(categories)) {
            throw new IllegalArgumentException(
                    saga.name() + " follows " + categories + ", but there are codecs of " + codecs.keySet() + " only");
        }
        this.ports = ports;
        this.fold = new SagaFold<>(saga, states, ports.commands());
        this.catchUp = new CatchUp(ports.store());
        this.events = new SagaEvents(saga, codecs);
        this.triggers = new TriggerFold<>(saga.name(), fold, events);
        this.sends = new SagaSends(ports.bus(), ports.commands(), ports.settings());
        this.failures = new SagaFailures(saga.name(), ports);
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        var passing = new HashMap<>(codecs);
        passing.computeIfPresent(stream.category(), (category, codec) -> new PassingCodec<>(codec, stream, versions));
        return new SagaConsumer<>(saga, states, passing, ports);
    }

    /** The same saga, except that it ignores the events of commits from before a time. Their versions still count. */
    public SagaConsumer<S> since(Instant time) {
        var passing = new HashMap<>(codecs);
        passing.replaceAll((category, codec) -> PassingCodec.before(codec, time));
        return new SagaConsumer<>(saga, states, passing, ports);
    }

    @Override
    public String name() {
        return saga.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return categories.contains(stream.category());
    }

    /**
     * Wakes the instances that the streams belong to. Commits that concern no instance are skipped without a read or a
     * write. Any other commit makes its instance send what is pending, even if the commit is a repetition.
     *
     * @return applied even if a command is still without an outcome, because its instance stays due until it has one. A
     *     call without commits (a redrive) gets postponed in that case
     */
    @Override
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        return CatchUp.attempt(deadline, () -> {
            var id = instanceOf(stream, delivered);
            try {
                return id.isEmpty()
                        ? Progress.APPLIED
                        : new SagaRun<>(this, id.get(), deadline).deliver(stream, delivered);
            } catch (CommitTooLargeException e) {
                throw new PoisonException(
                        delivered.isEmpty() ? 0 : delivered.getFirst().firstVersion(), e);
            }
        });
    }

    /**
     * Fires the timers of an instance that are due, and sends what is pending.
     *
     * @throws StoreException if storage could not be used; the instance stays due
     */
    public void sweep(String id, Instant now, Deadline deadline) {
        new SagaRun<>(this, id, deadline).sweep(now);
    }

    /** A stream that concerns no instance, and none that could be read, is at its start. */
    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        var applied = new HashMap<StreamName, StreamPosition>();
        streams.forEach(stream -> applied.put(
                stream,
                instanceOf(stream)
                        .map(instance -> instance.work().applied(stream))
                        .orElse(StreamPosition.START)));
        return applied;
    }

    /** For an instance that does not exist, only an event that starts it is of concern. */
    @Override
    public boolean concerns(StreamName stream, StreamPosition applied) {
        boolean isThere = instanceOf(stream).isPresent();
        return catchUp.findsAfter(stream, applied, commit -> mayConcern(commit, isThere));
    }

    private boolean mayConcern(Commit commit, boolean isThere) {
        try {
            return events.in(commit).stream().anyMatch(event -> isThere || event.starts());
        } catch (PoisonException e) {
            return true;
        }
    }

    private Optional<SagaInstance> instanceOf(StreamName stream) {
        try {
            return instanceOf(stream, List.of()).flatMap(id -> ports.table().read(name(), id));
        } catch (PoisonException e) {
            return Optional.empty();
        }
    }

    /**
     * Gives a stuck instance up for good, because an operator asks for it. Its step is {@code closed}, what was pending
     * is dropped, and it takes nothing more.
     *
     * @throws StoreException if it is not certain that it was saved; closing it again is safe
     */
    public Closing close(String id, String reason) {
        return new SagaRun<>(this, id, Deadline.none()).close(reason);
    }

    /**
     * The instance that these commits concern, if any. A commit that cannot be read may concern the instance of its
     * stream.
     *
     * @throws PoisonException if an event that cannot be read comes before the first event that concerns an instance
     */
    private Optional<String> instanceOf(StreamName stream, List<Commit> delivered) {
        if (!delivered.isEmpty()) {
            try {
                return firstOf(delivered);
            } catch (PoisonException e) {
                // Its other commits find it.
            }
        }
        var finder = new Finder();
        catchUp.follow(stream, List.of(), Deadline.none(), finder);
        return finder.found;
    }

    private Optional<String> firstOf(List<Commit> commits) {
        return commits.stream()
                .flatMap(commit -> events.in(commit).stream())
                .map(SagaEvents.Relevant::id)
                .findFirst();
    }

    /** Walks a stream from its beginning to the first event that concerns an instance. */
    private final class Finder implements CatchUp.Follower {
        private static final Progress FOUND = new Progress.Postponed("it is known where the stream belongs");

        private Optional<String> found = Optional.empty();
        private StreamPosition position = StreamPosition.START;

        @Override
        public StreamPosition position() {
            return position;
        }

        @Override
        public Progress take(List<Commit> commits) {
            found = firstOf(commits);
            position = commits.getLast().end();
            return found.isPresent() ? FOUND : Progress.APPLIED;
        }
    }
}
