/** Rows and counts of the read side over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.query;

import org.jspecify.annotations.NullMarked;
