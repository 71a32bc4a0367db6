/** What the kernel's ports on DynamoDB have in common: requests, their repetition and their cost. */
@NullMarked
package io.daybook.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
