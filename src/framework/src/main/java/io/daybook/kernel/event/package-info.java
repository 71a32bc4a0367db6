/** Events as they are stored: streams, commits, hashes. */
@NullMarked
package io.daybook.kernel.event;

import org.jspecify.annotations.NullMarked;
