/** HTTP requests, answers and problems, and what all endpoints share; they build on this package and not on each other. */
@NullMarked
package io.daybook.adapter.lambda.http;

import org.jspecify.annotations.NullMarked;
