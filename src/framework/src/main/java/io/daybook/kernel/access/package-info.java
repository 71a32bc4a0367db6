/** Who calls, and the rules about what callers may do and see. */
@NullMarked
package io.daybook.kernel.access;

import org.jspecify.annotations.NullMarked;
