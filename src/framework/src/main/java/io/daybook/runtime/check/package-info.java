/** What is looked at before an application starts, so that a mistake in it is said there and not to a client. */
@NullMarked
package io.daybook.runtime.check;

import org.jspecify.annotations.NullMarked;
