/** The reference application: its catalog and its settings. */
@NullMarked
package io.daybook.shop;

import org.jspecify.annotations.NullMarked;
