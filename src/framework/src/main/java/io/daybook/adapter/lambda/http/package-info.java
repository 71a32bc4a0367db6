/** HTTP requests, who sends them, and what all endpoints share. Endpoints use this package and not each other. */
@NullMarked
package io.daybook.adapter.lambda.http;

import org.jspecify.annotations.NullMarked;
