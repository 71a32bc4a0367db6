/** Sends the application's own commands to the same handlers that HTTP requests use. */
@NullMarked
package io.daybook.kernel.send;

import org.jspecify.annotations.NullMarked;
