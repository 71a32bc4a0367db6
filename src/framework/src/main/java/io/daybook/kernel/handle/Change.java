package io.daybook.kernel.handle;

import java.util.List;

/**
 * What a command changes.
 *
 * @param after the state with its events
 */
record Change<S, E>(List<E> events, S after) {}
