/** Runs projections and sagas over an export, without storage and without effects. */
@NullMarked
@PublicApi
package io.daybook.testing.replay;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
