/** DynamoDB Local as a process of its own. */
@NullMarked
package io.daybook.app.local.database;

import org.jspecify.annotations.NullMarked;
