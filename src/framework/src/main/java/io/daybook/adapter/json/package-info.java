/** JSON by Jackson: events, states and commands. The kernel and the domain know nothing of it. */
@NullMarked
package io.daybook.adapter.json;

import org.jspecify.annotations.NullMarked;
