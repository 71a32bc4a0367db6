/**
 * Delivers what was appended to all consumers. An event that one of them cannot handle parks its stream for that
 * consumer and is tried again; every other stream goes on.
 */
@NullMarked
package io.daybook.kernel.deliver;

import org.jspecify.annotations.NullMarked;
