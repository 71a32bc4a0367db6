/** The kernel's ports on DynamoDB: events, claims, receipts and snapshots. {@code Items} alone knows the attributes. */
@NullMarked
package io.daybook.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
