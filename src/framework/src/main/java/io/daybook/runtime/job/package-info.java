/** Wires long work: what it needs, what starts it, and what does it. */
@NullMarked
package io.daybook.runtime.job;

import org.jspecify.annotations.NullMarked;
