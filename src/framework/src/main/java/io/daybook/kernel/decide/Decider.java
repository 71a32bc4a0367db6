package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import java.util.Set;

/**
 * The rules of one kind of aggregate as pure functions: no clock, no randomness, no I/O. If a rule needs a time or an
 * id, it is part of the command.
 *
 * @param <C> commands: requests, imperative
 * @param <S> state: one record of what decisions need to know, nothing more
 * @param <E> events: facts, past tense, and a storage format
 */
@PublicApi
public interface Decider<C, S, E> {
    S initial();

    Decision<E> decide(C command, S state);

    S evolve(S state, E event);

    /**
     * Values that no other stream may hold while this one is in {@code state}, such as a user's email. The command
     * handler takes and frees them in the same transaction as the events that change them.
     */
    default Set<Claim> claims(S state) {
        return Set.of();
    }
}
