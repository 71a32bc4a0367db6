/** Builds everything from a catalog, in plain Java. */
@NullMarked
package io.daybook.runtime.wiring;

import org.jspecify.annotations.NullMarked;
