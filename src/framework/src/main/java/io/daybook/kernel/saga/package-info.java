/** What users write of sagas, and how their instances are stored. */
@NullMarked
package io.daybook.kernel.saga;

import org.jspecify.annotations.NullMarked;
