/** Checks an application before it starts, so that its developer hears about a mistake, and not a client. */
@NullMarked
package io.daybook.runtime.check;

import org.jspecify.annotations.NullMarked;
