/** The pointers of read models, and signs of life, on DynamoDB. */
@NullMarked
package io.daybook.adapter.dynamodb.generation;

import org.jspecify.annotations.NullMarked;
