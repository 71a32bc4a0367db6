/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.payment;

import org.jspecify.annotations.NullMarked;
