/** The kernel's ports in memory: what tests of an application run on. They pass the same contracts as those on DynamoDB. */
@NullMarked
@PublicApi
package io.daybook.kernel.memory;

import io.daybook.kernel.PublicApi;
import org.jspecify.annotations.NullMarked;
