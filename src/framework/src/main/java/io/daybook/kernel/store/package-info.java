/** The ports to storage: event store, receipts and snapshots, and the results of an append. */
@NullMarked
package io.daybook.kernel.store;

import org.jspecify.annotations.NullMarked;
