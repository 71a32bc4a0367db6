/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.gateway;

import org.jspecify.annotations.NullMarked;
