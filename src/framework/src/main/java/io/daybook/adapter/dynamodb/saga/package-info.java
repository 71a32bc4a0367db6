/** Sagas on DynamoDB; {@code SagaItems} alone knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.saga;

import org.jspecify.annotations.NullMarked;
