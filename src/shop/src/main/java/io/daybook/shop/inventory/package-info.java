/** The stock of products, reserved for an order before it is shipped. */
@NullMarked
package io.daybook.shop.inventory;

import org.jspecify.annotations.NullMarked;
