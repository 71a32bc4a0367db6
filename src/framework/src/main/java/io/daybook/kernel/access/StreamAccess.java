package io.daybook.kernel.access;

import io.daybook.kernel.PublicApi;

/**
 * Who may send commands to the streams of one category, and who may read their history. Pure. It is not asked about
 * operators, who may do everything, nor about callers without any role, who may do nothing.
 *
 * <pre>{@code
 * (caller, command, id, state) -> caller.has("worker") && caller.is(state.assignee())
 * }</pre>
 *
 * @param <C> commands of the category
 * @param <S> the state that they are decided on
 */
@PublicApi
@FunctionalInterface
public interface StreamAccess<C, S> {
    /**
     * Whether the caller may send the command. It is asked again whenever the command is decided again.
     *
     * @param id of the stream, without its category
     * @param state before the command; the initial one if the stream does not exist
     */
    boolean permits(Caller caller, C command, String id, S state);

    /**
     * Whether the caller may read the history of a stream: its events, its states, and the result of its verification.
     * For a caller who may not, the stream does not exist.
     *
     * @param id of the stream, without its category
     * @param state the present one, also if an earlier one is requested
     */
    default boolean shows(Caller caller, String id, S state) {
        return false;
    }

    /** The rule of an aggregate without a rule of its own: only operators may do anything. */
    static <C, S> StreamAccess<C, S> operatorsOnly() {
        return (caller, command, id, state) -> false;
    }
}
