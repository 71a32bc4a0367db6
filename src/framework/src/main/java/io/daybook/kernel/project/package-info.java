/** The read side: projections and history. */
@NullMarked
package io.daybook.kernel.project;

import org.jspecify.annotations.NullMarked;
