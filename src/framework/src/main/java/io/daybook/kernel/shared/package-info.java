/**
 * Values that all instances of an application share: any instance may change one, and reads it at most five seconds
 * late.
 */
@NullMarked
package io.daybook.kernel.shared;

import org.jspecify.annotations.NullMarked;
