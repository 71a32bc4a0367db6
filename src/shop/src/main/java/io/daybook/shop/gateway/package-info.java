/** The built-in payment gateway: a simulator, and a guard for the calls of any gateway. */
@NullMarked
package io.daybook.shop.gateway;

import org.jspecify.annotations.NullMarked;
