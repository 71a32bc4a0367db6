/** What an application implements and declares. */
@NullMarked
@PublicApi
package io.daybook.runtime;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
