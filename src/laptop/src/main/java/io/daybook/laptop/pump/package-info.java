/** Calls the functions behind the event table's stream as Lambda's event source mappings would. */
@NullMarked
package io.daybook.laptop.pump;

import org.jspecify.annotations.NullMarked;
