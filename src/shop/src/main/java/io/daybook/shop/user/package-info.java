/** Users, each the only holder of its email address while it is not inactive. */
@NullMarked
package io.daybook.shop.user;

import org.jspecify.annotations.NullMarked;
