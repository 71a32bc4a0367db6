/** The functions as they are deployed. */
@NullMarked
package io.daybook.app.functions;

import org.jspecify.annotations.NullMarked;
