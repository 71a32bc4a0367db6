package io.daybook.kernel.handle;

import java.util.List;

/**
 * The change that a command makes.
 *
 * @param after the state after its events
 */
record Change<S, E>(List<E> events, S after) {}
