/** Small models that the framework's tests stand on, and the catalog that lists them. */
@NullMarked
package io.daybook.models;

import org.jspecify.annotations.NullMarked;
