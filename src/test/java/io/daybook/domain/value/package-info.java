/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.value;

import org.jspecify.annotations.NullMarked;
