package io.daybook.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.decide.Claim;
import io.daybook.kernel.decide.Decider;
import io.daybook.kernel.decide.Decision;
import io.daybook.kernel.decide.Rejection;
import java.util.List;
import java.util.Set;

/**
 * {@code given(events).when(command).then(events)} for any decider:
 *
 * <pre>{@code
 * private final DeciderSpec<PurseCommand, Purse.State, PurseEvent> purse = DeciderSpec.of(new Purse());
 *
 * @Test
 * void a_purse_is_not_overdrawn() {
 *     purse.given(new PurseOpened("Ada", 5))
 *             .when(new Take(6))
 *             .thenRejected(new TooFewCoins(5, 6));
 * }
 * }</pre>
 */
public final class DeciderSpec<C, S, E> {
    private final Decider<C, S, E> decider;

    private DeciderSpec(Decider<C, S, E> decider) {
        this.decider = decider;
    }

    public static <C, S, E> DeciderSpec<C, S, E> of(Decider<C, S, E> decider) {
        return new DeciderSpec<>(decider);
    }

    @SafeVarargs
    public final Given given(E... events) {
        return given(List.of(events));
    }

    public Given given(List<? extends E> events) {
        var state = decider.initial();
        for (var event : events) {
            state = decider.evolve(state, event);
        }
        return new Given(state);
    }

    /** A history. */
    public final class Given {
        private final S state;

        private Given(S state) {
            this.state = state;
        }

        public Then when(C command) {
            return new Then(decider.decide(command, state));
        }

        public void thenState(S expected) {
            assertThat(state).isEqualTo(expected);
        }

        /** Expects these claims, which no other stream may hold at the same time. */
        public void thenClaims(Claim... expected) {
            assertThat(decider.claims(state)).isEqualTo(Set.of(expected));
        }
    }

    /** What was decided. */
    public final class Then {
        private final Decision<E> decision;

        private Then(Decision<E> decision) {
            this.decision = decision;
        }

        @SafeVarargs
        public final void then(E... events) {
            assertThat(decision).isEqualTo(new Decision.Accepted<E>(List.of(events)));
        }

        public void thenNothing() {
            assertThat(decision).isEqualTo(new Decision.Accepted<E>(List.of()));
        }

        public void thenRejected(Rejection reason) {
            assertThat(decision).isEqualTo(new Decision.Rejected<E>(reason));
        }
    }
}
