/** The write path: a stream is folded, a command decided on it, its events appended. */
@NullMarked
package io.daybook.kernel.handle;

import org.jspecify.annotations.NullMarked;
