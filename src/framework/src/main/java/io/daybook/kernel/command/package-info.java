/** What accompanies a command, and what becomes of it. */
@NullMarked
package io.daybook.kernel.command;

import org.jspecify.annotations.NullMarked;
