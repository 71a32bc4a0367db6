/** Tests of the laptop runtime. */
@NullMarked
package io.daybook.laptop;

import org.jspecify.annotations.NullMarked;
