/** Sagas on DynamoDB. Only {@code SagaItems} knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.saga;

import org.jspecify.annotations.NullMarked;
