/** A small application: purses with coins. */
@NullMarked
package io.daybook.laptop.purse;

import org.jspecify.annotations.NullMarked;
