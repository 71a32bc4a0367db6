/** The events of a stream, and its state at any version or time, over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.history;

import org.jspecify.annotations.NullMarked;
