/** Commands from a sender's JSON, and what distinguishes one command from another. */
@NullMarked
package io.daybook.adapter.json.command;

import org.jspecify.annotations.NullMarked;
