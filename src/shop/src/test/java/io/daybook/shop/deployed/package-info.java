/** The functions as they are deployed. */
@NullMarked
package io.daybook.shop.deployed;

import org.jspecify.annotations.NullMarked;
