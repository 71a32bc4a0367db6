/** The queue of jobs on Amazon SQS. */
@NullMarked
package io.daybook.adapter.sqs;

import org.jspecify.annotations.NullMarked;
