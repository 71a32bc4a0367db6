/** What the kernel tells its host about the work that it does. */
@NullMarked
package io.daybook.kernel.signal;

import org.jspecify.annotations.NullMarked;
