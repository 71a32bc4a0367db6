/** What an application implements and lists. */
@NullMarked
package io.daybook.runtime;

import org.jspecify.annotations.NullMarked;
