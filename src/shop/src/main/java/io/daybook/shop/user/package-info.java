/** Users. An email address belongs to one user, as long as that user is not inactive. */
@NullMarked
package io.daybook.shop.user;

import org.jspecify.annotations.NullMarked;
