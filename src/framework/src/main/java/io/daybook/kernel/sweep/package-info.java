/**
 * Takes care of what waits: sweeps the instances of sagas that are due, each minute, and counts what waits for people.
 */
@NullMarked
package io.daybook.kernel.sweep;

import org.jspecify.annotations.NullMarked;
