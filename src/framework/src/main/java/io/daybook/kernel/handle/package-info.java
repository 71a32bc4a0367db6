/** The write path: folds a stream, decides a command on its state, and appends the events. */
@NullMarked
package io.daybook.kernel.handle;

import org.jspecify.annotations.NullMarked;
