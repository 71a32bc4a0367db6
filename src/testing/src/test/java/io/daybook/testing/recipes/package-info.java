/** The samples of docs/recipes.md: a theatre sells the seats of its shows, and nobody gets a seat that somebody else has. */
@NullMarked
package io.daybook.testing.recipes;

import org.jspecify.annotations.NullMarked;
