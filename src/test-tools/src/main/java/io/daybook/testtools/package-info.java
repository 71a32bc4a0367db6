/** What the tests of several modules share. Knows nothing of the framework, so that the framework's own tests can use it. */
@NullMarked
package io.daybook.testtools;

import org.jspecify.annotations.NullMarked;
