/** Bank accounts: the smallest aggregate, and the one to read first. */
@NullMarked
package io.daybook.shop.account;

import org.jspecify.annotations.NullMarked;
