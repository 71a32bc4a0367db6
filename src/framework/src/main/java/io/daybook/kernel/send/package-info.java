/** Commands that the application itself sends, to the same handlers that HTTP uses. */
@NullMarked
package io.daybook.kernel.send;

import org.jspecify.annotations.NullMarked;
