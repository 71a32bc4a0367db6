/** How texts that people write are compared and measured. */
@NullMarked
package io.daybook.kernel.text;

import org.jspecify.annotations.NullMarked;
