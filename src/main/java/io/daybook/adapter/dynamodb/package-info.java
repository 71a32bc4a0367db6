/**
 * The kernel's ports on DynamoDB. Three classes alone know the names of attributes: {@code Items} those of events, claims,
 * receipts and snapshots, {@code ReadItems} those of read tables, {@code ProgressItems} those of cursors and of markers of
 * parked streams.
 */
@NullMarked
package io.daybook.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
