/** Orders: collected line by line, submitted, and from then on driven by the fulfilment saga. */
@NullMarked
package io.daybook.domain.order;

import org.jspecify.annotations.NullMarked;
