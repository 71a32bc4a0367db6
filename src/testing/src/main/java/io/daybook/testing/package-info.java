/** What tests share: in-memory ports, given/when/then, seeded properties. */
@NullMarked
package io.daybook.testing;

import org.jspecify.annotations.NullMarked;
