/** The write side: deciders, categories and the command handler. */
@NullMarked
package io.daybook.kernel.decide;

import org.jspecify.annotations.NullMarked;
