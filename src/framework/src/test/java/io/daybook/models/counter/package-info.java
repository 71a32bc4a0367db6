/** Counters: nothing finds them but their id, and some have no routes at all. */
@NullMarked
package io.daybook.models.counter;

import org.jspecify.annotations.NullMarked;
