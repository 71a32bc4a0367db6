/** The lines in which an application says what it does. See docs/operations.md. */
@NullMarked
package io.daybook.runtime.signals;

import org.jspecify.annotations.NullMarked;
