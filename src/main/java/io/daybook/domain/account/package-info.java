/** Bank accounts: the smallest aggregate, and the one to read first. */
@NullMarked
package io.daybook.domain.account;

import org.jspecify.annotations.NullMarked;
