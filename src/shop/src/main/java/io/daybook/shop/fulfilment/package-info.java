/** The process that takes a submitted order to its end, across orders, stock and payments. */
@NullMarked
package io.daybook.shop.fulfilment;

import org.jspecify.annotations.NullMarked;
