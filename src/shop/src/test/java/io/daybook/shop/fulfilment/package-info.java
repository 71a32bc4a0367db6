/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.fulfilment;

import org.jspecify.annotations.NullMarked;
