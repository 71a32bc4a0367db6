/** Cursors and parked streams on DynamoDB; {@code ProgressItems} alone knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.consume;

import org.jspecify.annotations.NullMarked;
