/** Tests of the package of the same name. */
@NullMarked
package io.daybook.shop.user;

import org.jspecify.annotations.NullMarked;
