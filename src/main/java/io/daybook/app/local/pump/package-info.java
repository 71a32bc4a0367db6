/** Calls the functions behind the event table's stream as Lambda's event source mappings would. */
@NullMarked
package io.daybook.app.local.pump;

import org.jspecify.annotations.NullMarked;
