/** Jobs that check the whole book: whether every consumer has applied it, and whether it is as it was written. */
@NullMarked
package io.daybook.kernel.reconcile;

import org.jspecify.annotations.NullMarked;
