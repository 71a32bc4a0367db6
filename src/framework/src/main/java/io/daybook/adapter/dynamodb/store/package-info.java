/** Events, snapshots, claims and receipts on DynamoDB. Only {@code Items} knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.store;

import org.jspecify.annotations.NullMarked;
