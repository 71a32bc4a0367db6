/** The rows of read models, where they are found, and the tables in which they are kept. */
@NullMarked
package io.daybook.kernel.rows;

import org.jspecify.annotations.NullMarked;
