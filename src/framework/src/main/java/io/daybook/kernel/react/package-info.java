/** Effects outside the event store: reactors, and what runs them. */
@NullMarked
package io.daybook.kernel.react;

import org.jspecify.annotations.NullMarked;
