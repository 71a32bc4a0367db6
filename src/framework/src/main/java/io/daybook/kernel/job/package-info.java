/** Long work, such as rebuilding a read model: durable, in segments, and resumed where it stopped. */
@NullMarked
package io.daybook.kernel.job;

import org.jspecify.annotations.NullMarked;
