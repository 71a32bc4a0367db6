/** Tests of the package of the same name. */
@NullMarked
package io.daybook.domain.account;

import org.jspecify.annotations.NullMarked;
