/** What {@code template.yaml} says of tables, routes and event sources. */
@NullMarked
package io.daybook.laptop.template;

import org.jspecify.annotations.NullMarked;
