/** What operators can see and do over HTTP. */
@NullMarked
package io.daybook.adapter.lambda.admin;

import org.jspecify.annotations.NullMarked;
