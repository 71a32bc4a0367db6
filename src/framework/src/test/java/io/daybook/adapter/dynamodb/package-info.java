/** The DynamoDB adapter against a running DynamoDB: contract, faults, cost, stored format. */
@NullMarked
package io.daybook.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
