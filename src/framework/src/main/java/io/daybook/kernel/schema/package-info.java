/** How events and values are written: their names and schemas, and the upcasters of older ones. */
@NullMarked
package io.daybook.kernel.schema;

import org.jspecify.annotations.NullMarked;
