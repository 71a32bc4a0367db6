/** The functions that Lambda calls. Each only translates: an event in, one call, an answer out. */
@NullMarked
package io.daybook.runtime.functions;

import org.jspecify.annotations.NullMarked;
