/** Values that several aggregates share. Knows no aggregate. */
@NullMarked
package io.daybook.shop.value;

import org.jspecify.annotations.NullMarked;
