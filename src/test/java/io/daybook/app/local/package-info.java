/** Tests of the laptop runtime. */
@NullMarked
package io.daybook.app.local;

import org.jspecify.annotations.NullMarked;
