/** What exists and how it is built; the only package with Quarkus, CDI or configuration. */
@NullMarked
package io.daybook.app;

import org.jspecify.annotations.NullMarked;
