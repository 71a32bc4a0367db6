/** The beans of the container. Besides this package, only the functions and the native image use it. */
@NullMarked
package io.daybook.runtime.beans;

import org.jspecify.annotations.NullMarked;
