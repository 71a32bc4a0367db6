/**
 * Reads the book again: rebuilds read models beside those that are served, and removes generations that nobody reads.
 */
@NullMarked
package io.daybook.kernel.replay;

import org.jspecify.annotations.NullMarked;
