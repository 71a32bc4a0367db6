/** Long work, such as filling a read model anew: durable, in segments, and resumed wherever it was stopped. */
@NullMarked
package io.daybook.kernel.job;

import org.jspecify.annotations.NullMarked;
