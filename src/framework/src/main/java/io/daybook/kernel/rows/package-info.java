/** The rows of read models, the keys by which they are found, and the tables in which they are kept. */
@NullMarked
package io.daybook.kernel.rows;

import org.jspecify.annotations.NullMarked;
