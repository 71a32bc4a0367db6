/** The saga that fulfils a submitted order, across orders, stock and payments. */
@NullMarked
package io.daybook.shop.fulfilment;

import org.jspecify.annotations.NullMarked;
