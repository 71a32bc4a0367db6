/** What operators decide about consumers: which are paused, which poison events they pass over, and who said so. */
@NullMarked
package io.daybook.kernel.operate;

import org.jspecify.annotations.NullMarked;
