package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import java.util.List;

/**
 * A process across streams, as a pure function of its state and a trigger: no clock, no randomness, no I/O. What it
 * wants done is returned as data; the state and all of that are saved before anything is sent.
 *
 * @param <S> the state of one instance, one record
 */
@PublicApi
public interface Saga<S> {
    /** Commands of one instance that may be without an answer at once. Source: the design, promise 6. */
    int PENDING_MAX = 25;

    /** Names its rows and markers in storage, and its path: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** Whose events wake it. Each of their streams must belong to one instance. */
    List<Category<?, ?, ?>> follows();

    /** To which instance an event belongs, and whether it may start it. The same stream always gives the same id. */
    Correlation correlate(Recorded<?> recorded);

    Class<S> stateType();

    S initial(String id);

    /**
     * What a trigger leads to.
     *
     * @param pending how many commands have no outcome yet; the one that was answered is not among them
     * @return the state after the trigger, and what is to be done now. After it, at most {@link #PENDING_MAX} commands
     *     may be pending, so that a long list goes in waves: more with each answer.
     */
    SagaStep<S> react(S state, Trigger trigger, int pending);

    /** One word in kebab case for where it stands: what {@code GET /sagas/{name}?step=} finds. */
    String step(S state);

    /**
     * Whether nothing more is expected; an instance is never complete while commands are pending. It is still woken by
     * what comes late.
     */
    boolean isComplete(S state);
}
