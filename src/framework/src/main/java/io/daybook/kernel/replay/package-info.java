/** Reads the book again: makes read models anew beside those that are served, and removes what nobody reads. */
@NullMarked
package io.daybook.kernel.replay;

import org.jspecify.annotations.NullMarked;
