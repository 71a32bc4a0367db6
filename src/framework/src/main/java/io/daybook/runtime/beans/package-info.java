/** What the container is asked for: the only part that knows it, with the functions and the native image. */
@NullMarked
package io.daybook.runtime.beans;

import org.jspecify.annotations.NullMarked;
