@NullMarked
package io.daybook.testing.schema;

import org.jspecify.annotations.NullMarked;
