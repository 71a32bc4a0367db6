/** A stand-in of Lambda: its Runtime API, and the processes that it would start. */
@NullMarked
@PublicApi
package io.daybook.testing.lambda;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
