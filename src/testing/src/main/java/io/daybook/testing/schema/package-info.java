/** Golden files of what rows and the states of sagas look like in storage. */
@NullMarked
@PublicApi
package io.daybook.testing.schema;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
