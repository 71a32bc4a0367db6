/** Runs sagas: a trigger is taken, saved, and what it leads to is sent. */
@NullMarked
package io.daybook.kernel.process;

import org.jspecify.annotations.NullMarked;
