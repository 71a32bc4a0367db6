/** Values that several aggregates share. Knows no aggregate. */
@NullMarked
package io.daybook.domain.value;

import org.jspecify.annotations.NullMarked;
