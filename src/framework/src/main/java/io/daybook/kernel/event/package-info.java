/** Events as they are stored: stream names, commits, types, upcasters. */
@NullMarked
package io.daybook.kernel.event;

import org.jspecify.annotations.NullMarked;
