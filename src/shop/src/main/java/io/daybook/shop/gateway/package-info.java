/** The payment gateway that is built in: a simulator, and what makes calls of any gateway bearable. */
@NullMarked
package io.daybook.shop.gateway;

import org.jspecify.annotations.NullMarked;
