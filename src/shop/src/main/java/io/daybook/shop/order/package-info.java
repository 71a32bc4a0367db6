/** Orders: filled line by line and submitted; after that, the fulfilment saga takes over. */
@NullMarked
package io.daybook.shop.order;

import org.jspecify.annotations.NullMarked;
