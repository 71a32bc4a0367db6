/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.payment;

import org.jspecify.annotations.NullMarked;
