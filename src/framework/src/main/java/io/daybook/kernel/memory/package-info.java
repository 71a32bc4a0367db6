/** The kernel's ports in memory, for tests of applications. They pass the same contract suites as those on DynamoDB. */
@NullMarked
@PublicApi
package io.daybook.kernel.memory;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
