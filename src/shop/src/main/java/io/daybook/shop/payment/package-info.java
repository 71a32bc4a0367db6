/** Payments, one for each submitted order, with the id of that order. */
@NullMarked
package io.daybook.shop.payment;

import org.jspecify.annotations.NullMarked;
