/** Events, states and commands as JSON, with Jackson. The kernel and the domain know nothing about it. */
@NullMarked
package io.daybook.adapter.json;

import org.jspecify.annotations.NullMarked;
