/** Tests of the package of the same name. */
@NullMarked
package io.daybook.app.payment;

import org.jspecify.annotations.NullMarked;
