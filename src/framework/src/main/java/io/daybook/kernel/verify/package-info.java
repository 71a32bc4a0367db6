/** Checks that a stream is as it was written. */
@NullMarked
package io.daybook.kernel.verify;

import org.jspecify.annotations.NullMarked;
