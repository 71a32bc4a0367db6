/** Bank wallets: the smallest aggregate, and the one to read first. */
@NullMarked
package io.daybook.models.wallet;

import org.jspecify.annotations.NullMarked;
