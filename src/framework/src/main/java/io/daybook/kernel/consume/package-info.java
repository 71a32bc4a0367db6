/**
 * Following streams: everything that was appended is applied once and in order, and commits that were not delivered are
 * read.
 */
@NullMarked
package io.daybook.kernel.consume;

import org.jspecify.annotations.NullMarked;
