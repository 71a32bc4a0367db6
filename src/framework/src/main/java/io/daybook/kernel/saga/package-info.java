/** The part of sagas that users write, and how instances are stored. */
@NullMarked
package io.daybook.kernel.saga;

import org.jspecify.annotations.NullMarked;
