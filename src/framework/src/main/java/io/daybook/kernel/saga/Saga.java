package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.event.Recorded;
import java.util.List;

/**
 * A process across streams, as a pure function of its state and a trigger: no clock, no randomness, no I/O. It returns
 * what is to be done as data. The state and that data are saved before anything is sent.
 *
 * @param <S> the state of one instance, one record
 */
@PublicApi
public interface Saga<S> {
    /** How many commands of one instance may be without an answer at the same time, so that its row stays small. */
    int PENDING_MAX = 25;

    /** Names its rows and marks in storage, and its path: 1..64 characters of {@code a-z 0-9 -}. */
    String name();

    /** The categories whose events wake it. Each of their streams must belong to one instance. */
    List<Category<?, ?, ?>> follows();

    /**
     * Which instance an event belongs to, and whether it may start it. Events of one stream always give the same id.
     */
    Correlation correlate(Recorded<?> recorded);

    Class<S> stateType();

    /**
     * From 1. Raise it whenever the record of the state changes, and add an upcaster that reads the former version. A
     * release does not touch the state of a later version, because it would drop what it does not know.
     */
    default int version() {
        return 1;
    }

    /** They read the states of all former versions: one upcaster for each, from 1 to the version before this one. */
    default List<StateUpcaster> upcasters() {
        return List.of();
    }

    /**
     * Whether it also takes the events from before it was added to the catalog. By default these count as handled, so
     * that a new saga sends no commands about old events. Asked once, when the saga is registered.
     */
    default boolean fromBeginning() {
        return false;
    }

    S initial(String id);

    /**
     * Says what a trigger leads to.
     *
     * @param pending how many commands have no outcome yet; the one that was answered is not among them
     * @return the state after the trigger, and what is to be done now. After it, at most {@link #PENDING_MAX} commands
     *     may be pending. Send a long list in waves: more with each answer.
     */
    SagaStep<S> react(S state, Trigger trigger, int pending);

    /** The step that it is at, one word in kebab case, which {@code GET /sagas/{name}?step=} finds. */
    String step(S state);

    /**
     * Whether nothing more is expected. An instance is never complete while commands are pending. Late triggers still
     * wake it.
     */
    boolean isComplete(S state);
}
