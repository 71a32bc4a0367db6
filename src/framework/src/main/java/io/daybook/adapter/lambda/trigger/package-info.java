/** Stream batches, failed batches and the schedule. */
@NullMarked
package io.daybook.adapter.lambda.trigger;

import org.jspecify.annotations.NullMarked;
