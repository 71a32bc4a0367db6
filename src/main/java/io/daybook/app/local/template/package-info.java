/** What {@code template.yaml} says of tables, routes and event sources. */
@NullMarked
package io.daybook.app.local.template;

import org.jspecify.annotations.NullMarked;
