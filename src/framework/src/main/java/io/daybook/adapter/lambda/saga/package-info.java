/** Instances of sagas over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.saga;

import org.jspecify.annotations.NullMarked;
