/** Processes across streams: sagas and reactors. */
@NullMarked
package io.daybook.kernel.saga;

import org.jspecify.annotations.NullMarked;
