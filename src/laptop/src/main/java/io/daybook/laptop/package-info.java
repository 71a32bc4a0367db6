/** The laptop runtime: DynamoDB Local, the template's tables, the pump behind them, and a gateway in front of the functions. */
@NullMarked
package io.daybook.laptop;

import org.jspecify.annotations.NullMarked;
