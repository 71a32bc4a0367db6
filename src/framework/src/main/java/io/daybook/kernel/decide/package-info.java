/** What users write of the write side: deciders, categories, claims. */
@NullMarked
package io.daybook.kernel.decide;

import org.jspecify.annotations.NullMarked;
