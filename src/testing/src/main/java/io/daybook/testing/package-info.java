/** Kits for the tests of an application: given/when/then, golden files, the packaged application. */
@NullMarked
@PublicApi
package io.daybook.testing;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
