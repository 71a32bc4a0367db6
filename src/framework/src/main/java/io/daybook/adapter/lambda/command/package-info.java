/** Commands over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.command;

import org.jspecify.annotations.NullMarked;
