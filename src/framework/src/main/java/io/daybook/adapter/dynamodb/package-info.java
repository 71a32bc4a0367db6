/** What the kernel's ports on DynamoDB share: requests, retries and costs. */
@NullMarked
package io.daybook.adapter.dynamodb;

import org.jspecify.annotations.NullMarked;
