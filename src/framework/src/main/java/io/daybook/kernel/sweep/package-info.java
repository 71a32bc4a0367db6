/** What waits: instances of sagas that are due are swept each minute, and whatever waits for people is counted. */
@NullMarked
package io.daybook.kernel.sweep;

import org.jspecify.annotations.NullMarked;
