/** Tallies: sums over many streams, such as a count by day. */
@NullMarked
package io.daybook.kernel.tally;

import org.jspecify.annotations.NullMarked;
