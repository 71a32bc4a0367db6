/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.user;

import org.jspecify.annotations.NullMarked;
