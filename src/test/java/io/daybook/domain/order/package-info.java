/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.order;

import org.jspecify.annotations.NullMarked;
