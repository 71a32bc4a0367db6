/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.order;

import org.jspecify.annotations.NullMarked;
