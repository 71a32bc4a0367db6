/** The annotation of the public API. Everything else is in the packages below. */
@NullMarked
package io.daybook.kernel;

import org.jspecify.annotations.NullMarked;
