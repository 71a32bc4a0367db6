package io.daybook.testing;

import static io.daybook.testing.SagaSpec.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.react.Reactor;
import io.daybook.kernel.react.ReactorUnavailableException;
import io.daybook.kernel.saga.Effect;
import java.util.Optional;

/**
 * {@code when(event).thenTells(command)} for any reactor:
 *
 * <pre>{@code
 * private final ReactorSpec<LetterEvent> post = ReactorSpec.of(new PostLetter(postOffice));
 *
 * @Test
 * void a_sealed_letter_is_posted() {
 *     post.when("letter-l1", new LetterSealed(ADDRESS))
 *             .thenTells(new Effect.Send<>(Letter.CATEGORY, "l1", new ConfirmPosted("ref-1")));
 * }
 * }</pre>
 */
public final class ReactorSpec<E> {
    /** The idempotency key that the port is called with. */
    public static final String KEY = "key";

    private final Reactor<E> reactor;

    private ReactorSpec(Reactor<E> reactor) {
        this.reactor = reactor;
    }

    public static <E> ReactorSpec<E> of(Reactor<E> reactor) {
        return new ReactorSpec<>(reactor);
    }

    /** @param stream such as {@code payment-o1} */
    public Then when(String stream, E event) {
        if (!reactor.concerns(event)) {
            return new Then(false, false, Optional.empty());
        }
        try {
            return new Then(true, false, reactor.react(recorded(stream, event), KEY));
        } catch (ReactorUnavailableException e) {
            return new Then(true, true, Optional.empty());
        }
    }

    /** What came of an event. */
    public static final class Then {
        private final boolean isConcerned;
        private final boolean isUnavailable;
        private final Optional<Effect.Send<?>> told;

        private Then(boolean isConcerned, boolean isUnavailable, Optional<Effect.Send<?>> told) {
            this.isConcerned = isConcerned;
            this.isUnavailable = isUnavailable;
            this.told = told;
        }

        /** The port's answer became this command. */
        public void thenTells(Effect.Send<?> command) {
            assertThat(told).contains(command);
        }

        /** There was nothing to tell. */
        public void thenTellsNothing() {
            assertThat(isUnavailable).isFalse();
            assertThat(told).isEmpty();
        }

        /** The port is not even called. */
        public void thenIsOfNoConcern() {
            assertThat(isConcerned).isFalse();
        }

        /** The port did not answer, and is called again later with the same key. */
        public void thenIsTriedAgain() {
            assertThat(isUnavailable).isTrue();
        }
    }
}
