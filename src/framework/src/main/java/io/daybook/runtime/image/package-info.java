/** What the build of a native image needs to know. */
@NullMarked
package io.daybook.runtime.image;

import org.jspecify.annotations.NullMarked;
