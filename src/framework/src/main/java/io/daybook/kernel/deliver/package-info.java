/**
 * Brings what was appended to all consumers. What is poison for one of them is parked for it, and tried again; every
 * other stream goes on.
 */
@NullMarked
package io.daybook.kernel.deliver;

import org.jspecify.annotations.NullMarked;
