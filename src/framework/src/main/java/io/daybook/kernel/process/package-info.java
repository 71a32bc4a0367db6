/** Runs sagas: takes a trigger, saves the result, and sends the commands that it leads to. */
@NullMarked
package io.daybook.kernel.process;

import org.jspecify.annotations.NullMarked;
