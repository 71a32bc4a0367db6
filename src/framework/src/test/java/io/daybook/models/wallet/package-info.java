/** Wallets: the aggregate of most of the framework's tests. */
@NullMarked
package io.daybook.models.wallet;

import org.jspecify.annotations.NullMarked;
