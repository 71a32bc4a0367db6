/** DynamoDB Local as a process of its own. */
@NullMarked
package io.daybook.dynamodblocal;

import org.jspecify.annotations.NullMarked;
