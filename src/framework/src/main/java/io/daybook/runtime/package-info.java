/** What an application implements and lists. */
@NullMarked
@PublicApi
package io.daybook.runtime;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
