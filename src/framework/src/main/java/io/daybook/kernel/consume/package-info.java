/** Following streams: what was appended is applied once and in order, and one poison event never stops the rest. */
@NullMarked
package io.daybook.kernel.consume;

import org.jspecify.annotations.NullMarked;
