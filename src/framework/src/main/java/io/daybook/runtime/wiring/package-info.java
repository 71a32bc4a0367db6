/** How everything is built from a catalog; with the functions, the only package with Quarkus, CDI or configuration. */
@NullMarked
package io.daybook.runtime.wiring;

import org.jspecify.annotations.NullMarked;
