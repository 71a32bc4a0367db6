/** A stand-in of Lambda: its Runtime API, and the processes that it would start. */
@NullMarked
package io.daybook.testing.lambda;

import org.jspecify.annotations.NullMarked;
