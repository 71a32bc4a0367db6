/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.fulfilment;

import org.jspecify.annotations.NullMarked;
