/** The metrics of a deployed application, and how they stand in its log. See docs/operations.md. */
@NullMarked
package io.daybook.runtime.metrics;

import org.jspecify.annotations.NullMarked;
