/** Measurements, run by name and never by {@code verify}. */
@NullMarked
package io.daybook.shop.bench;

import org.jspecify.annotations.NullMarked;
