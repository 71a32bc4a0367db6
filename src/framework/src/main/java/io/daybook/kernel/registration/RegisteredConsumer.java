package io.daybook.kernel.registration;

import io.daybook.kernel.consume.CatchUp;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.EventStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A saga or reactor that takes what was recorded since it was registered. What happened before counts as applied. */
public final class RegisteredConsumer implements StreamConsumer {
    private static final Progress NOT_REGISTERED =
            new Progress.Postponed("it is not registered yet, because nothing was delivered to it so far");

    private final StreamConsumer consumer;
    private final Function<Instant, StreamConsumer> since;
    private final EventStore store;
    private final Registrations registrations;
    private volatile @Nullable Registered registered;

    private record Registered(StreamConsumer consumer, Instant since) {}

    /**
     * Where it is registered.
     *
     * @param consumer takes all events from the beginning
     * @param since the same, but it ignores the events of commits from before a time
     */
    public RegisteredConsumer(
            StreamConsumer consumer,
            Function<Instant, StreamConsumer> since,
            EventStore store,
            Registrations registrations) {
        this.consumer = consumer;
        this.since = since;
        this.store = store;
        this.registrations = registrations;
    }

    @Override
    public String name() {
        return consumer.name();
    }

    @Override
    public boolean follows(StreamName stream) {
        return consumer.follows(stream);
    }

    private Optional<Registered> registered() {
        var there = registered;
        if (there == null) {
            there = registrations
                    .since(name())
                    .map(time ->
                            new Registered(time.equals(Registration.BEGINNING) ? consumer : since.apply(time), time))
                    .orElse(null);
            registered = there;
        }
        return Optional.ofNullable(there);
    }

    @Override
    public boolean isRegistered() {
        return registered().isPresent();
    }

    @Override
    public Progress apply(StreamName stream, List<Commit> delivered, Deadline deadline) {
        return CatchUp.attempt(() -> registered()
                .map(there -> there.consumer().apply(stream, delivered, deadline))
                .orElse(NOT_REGISTERED));
    }

    /** It does not have to apply a stream that ended before it was registered. */
    @Override
    public Map<StreamName, StreamPosition> applied(Collection<StreamName> streams) {
        return registered()
                .map(there -> there.consumer()
                        .applied(streams.stream()
                                .filter(stream -> hasAnythingSince(there.since(), stream))
                                .toList()))
                .orElse(Map.of());
    }

    /** Reading the last commit avoids reading all of an old stream. */
    private boolean hasAnythingSince(Instant time, StreamName stream) {
        if (time.equals(Registration.BEGINNING)) {
            return true;
        }
        try {
            return store.last(stream)
                    .filter(last -> !last.metadata().at().isBefore(time))
                    .isPresent();
        } catch (CorruptStreamException e) {
            // Whoever applies it says what is wrong with it.
            return true;
        }
    }

    @Override
    public boolean concerns(StreamName stream, StreamPosition applied) {
        return registered()
                .map(there -> there.consumer().concerns(stream, applied))
                .orElse(false);
    }

    @Override
    public StreamConsumer passingOver(StreamName stream, Set<Long> versions) {
        return new RegisteredConsumer(
                consumer.passingOver(stream, versions),
                time -> since.apply(time).passingOver(stream, versions),
                store,
                registrations);
    }

    @Override
    public void forget() {
        consumer.forget();
    }
}
