package io.daybook.kernel.saga;

import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.event.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the events of a commit that concern a saga. */
final class SagaEvents {
    private final Saga<?> saga;
    private final Map<String, EventCodec<?>> codecs;

    SagaEvents(Saga<?> saga, Map<String, EventCodec<?>> codecs) {
        this.saga = saga;
        this.codecs = Map.copyOf(codecs);
    }

    /**
     * An event that concerns an instance.
     *
     * @param type the name under which it is stored
     */
    record Relevant(String id, boolean starts, Recorded<?> recorded, String type) {}

    /** @throws PoisonException at an event that cannot be read or correlated */
    List<Relevant> in(Commit commit) {
        var codec = Objects.requireNonNull(codecs.get(commit.stream().category()));
        var relevant = new ArrayList<Relevant>();
        long version = commit.firstVersion();
        for (var encoded : commit.events()) {
            try {
                for (var event : codec.decode(encoded)) {
                    var recorded =
                            new Recorded<Object>(commit.stream(), version, encoded.id(), event, commit.metadata());
                    correlate(recorded, encoded.type()).ifPresent(relevant::add);
                }
            } catch (RuntimeException e) {
                throw new PoisonException(version, e);
            }
            version++;
        }
        return relevant;
    }

    private Optional<Relevant> correlate(Recorded<?> recorded, String type) {
        return switch (saga.correlate(recorded)) {
            case Correlation.None() -> Optional.empty();
            case Correlation.Starts(var id) -> Optional.of(new Relevant(id, true, recorded, type));
            case Correlation.Continues(var id) -> Optional.of(new Relevant(id, false, recorded, type));
        };
    }
}
