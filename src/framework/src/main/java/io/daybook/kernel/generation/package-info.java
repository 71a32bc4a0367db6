/** Generations of read models: which rows are served, which are being built, and which releases use them. */
@NullMarked
package io.daybook.kernel.generation;

import org.jspecify.annotations.NullMarked;
