/** Read tables on DynamoDB; {@code ReadItems} and {@code TallyItems} alone know the names of their attributes. */
@NullMarked
package io.daybook.adapter.dynamodb.project;

import org.jspecify.annotations.NullMarked;
