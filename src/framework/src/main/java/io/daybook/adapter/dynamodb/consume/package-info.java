/** Cursors and parked streams on DynamoDB. Only {@code ProgressItems} knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.consume;

import org.jspecify.annotations.NullMarked;
