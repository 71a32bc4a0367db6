/** Following streams: what was appended is applied once and in order, and what was not delivered is read. */
@NullMarked
package io.daybook.kernel.consume;

import org.jspecify.annotations.NullMarked;
