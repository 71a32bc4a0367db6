@NullMarked
package io.daybook.kernel.text;

import org.jspecify.annotations.NullMarked;
