/** Values that several aggregates share. They know no aggregate. */
@NullMarked
package io.daybook.shop.value;

import org.jspecify.annotations.NullMarked;
