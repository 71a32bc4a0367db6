/** What the build of a native image must know. */
@NullMarked
package io.daybook.runtime.image;

import org.jspecify.annotations.NullMarked;
