/** How the public API is marked; everything else lies in the packages below. */
@NullMarked
package io.daybook.kernel;

import org.jspecify.annotations.NullMarked;
