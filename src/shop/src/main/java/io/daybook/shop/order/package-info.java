/** Orders: collected line by line, submitted, and from then on driven by the fulfilment saga. */
@NullMarked
package io.daybook.shop.order;

import org.jspecify.annotations.NullMarked;
