/** From Lambda events to calls of the kernel, and back to answers. */
@NullMarked
package io.daybook.adapter.lambda;

import org.jspecify.annotations.NullMarked;
