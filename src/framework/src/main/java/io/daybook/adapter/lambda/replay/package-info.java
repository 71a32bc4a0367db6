/** Rebuilds of read models, and what was built, over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.replay;

import org.jspecify.annotations.NullMarked;
