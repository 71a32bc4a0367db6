/** Builds everything from a catalog. Only this package and the functions use Quarkus, CDI or configuration. */
@NullMarked
package io.daybook.runtime.wiring;

import org.jspecify.annotations.NullMarked;
