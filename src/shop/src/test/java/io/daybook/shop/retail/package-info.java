/** A real trading day: the UCI data set "Online Retail" (Chen, 2015; CC BY 4.0). */
@NullMarked
package io.daybook.shop.retail;

import org.jspecify.annotations.NullMarked;
