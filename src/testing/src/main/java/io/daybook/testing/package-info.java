/** What tests share: in-memory ports, given/when/then, seeded properties. */
@NullMarked
@PublicApi
package io.daybook.testing;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
