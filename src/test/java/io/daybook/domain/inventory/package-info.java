/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.inventory;

import org.jspecify.annotations.NullMarked;
