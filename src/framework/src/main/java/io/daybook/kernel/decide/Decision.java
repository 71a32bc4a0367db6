package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import java.util.List;

/** The answer of a decider. */
@PublicApi
public sealed interface Decision<E> {
    /** The command is accepted: record these events. An empty list means that there is nothing to change. */
    record Accepted<E>(List<E> events) implements Decision<E> {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** A rule refuses the command. Nothing is recorded. */
    record Rejected<E>(Rejection reason) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> reject(Rejection reason) {
        return new Rejected<>(reason);
    }
}
