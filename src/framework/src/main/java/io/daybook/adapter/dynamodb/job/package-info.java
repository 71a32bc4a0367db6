/** Jobs on DynamoDB, in the table of projections. Only {@code JobItems} knows the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.job;

import org.jspecify.annotations.NullMarked;
