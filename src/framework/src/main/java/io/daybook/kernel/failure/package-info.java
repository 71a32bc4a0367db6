/** What can go wrong with storage, and the pauses after which it is tried again. */
@NullMarked
package io.daybook.kernel.failure;

import org.jspecify.annotations.NullMarked;
