/** Events, snapshots, claims and receipts on DynamoDB; {@code Items} alone knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.store;

import org.jspecify.annotations.NullMarked;
