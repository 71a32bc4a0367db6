package io.daybook.kernel.process;

import io.daybook.kernel.consume.CommitEvents;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.Recorded;
import io.daybook.kernel.saga.Correlation;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.schema.EventCodec;
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
        CommitEvents.forEach(
                commit,
                codec,
                event -> correlate(event.recorded(), event.type()).ifPresent(relevant::add));
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
