/** Read tables on DynamoDB. Only {@code ReadItems} and {@code TallyItems} know the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.project;

import org.jspecify.annotations.NullMarked;
