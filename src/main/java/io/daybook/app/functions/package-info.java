/** What Lambda calls. Thin: an event in, one call, an answer out. */
@NullMarked
package io.daybook.app.functions;

import org.jspecify.annotations.NullMarked;
