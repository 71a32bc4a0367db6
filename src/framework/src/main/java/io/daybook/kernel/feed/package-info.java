/** Deliveries to the generations of projections and tallies: those that are served, and those beside them. */
@NullMarked
package io.daybook.kernel.feed;

import org.jspecify.annotations.NullMarked;
