/** The shop as its HTTP clients see it: its commands, rows, lists and sums. */
@NullMarked
package io.daybook.shop.http;

import org.jspecify.annotations.NullMarked;
