/** What is answered to a request, also if something is wrong with it. */
@NullMarked
package io.daybook.adapter.lambda.answer;

import org.jspecify.annotations.NullMarked;
