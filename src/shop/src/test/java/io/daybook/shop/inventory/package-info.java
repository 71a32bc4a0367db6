/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.inventory;

import org.jspecify.annotations.NullMarked;
