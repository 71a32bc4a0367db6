/** Projections, each of one stream: what users declare, what keeps their rows, and history. */
@NullMarked
package io.daybook.kernel.project;

import org.jspecify.annotations.NullMarked;
