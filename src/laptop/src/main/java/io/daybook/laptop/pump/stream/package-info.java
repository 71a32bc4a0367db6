/** Reads a table's stream record by record, and remembers how far it was read. */
@NullMarked
package io.daybook.laptop.pump.stream;

import org.jspecify.annotations.NullMarked;
