/** What requests and items cost on DynamoDB. */
@NullMarked
package io.daybook.adapter.dynamodb.capacity;

import org.jspecify.annotations.NullMarked;
