/** Read models that are made anew while releases come and go. */
@NullMarked
package io.daybook.runtime.replay;

import org.jspecify.annotations.NullMarked;
