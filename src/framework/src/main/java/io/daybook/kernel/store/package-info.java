/** The ports to storage: event store, receipts, snapshots, and what an append can come to. */
@NullMarked
package io.daybook.kernel.store;

import org.jspecify.annotations.NullMarked;
