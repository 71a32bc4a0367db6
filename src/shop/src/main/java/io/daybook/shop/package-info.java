/** The reference application: what exists in it, and its settings. */
@NullMarked
package io.daybook.shop;

import org.jspecify.annotations.NullMarked;
