/** Pages of lists over HTTP, and the cursors with which a list goes on. */
@NullMarked
package io.daybook.adapter.lambda.page;

import org.jspecify.annotations.NullMarked;
