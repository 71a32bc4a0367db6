/** How single values look in JSON: texts, numbers, times, sets, cases of sealed interfaces, and which are refused. */
@NullMarked
package io.daybook.adapter.json.value;

import org.jspecify.annotations.NullMarked;
