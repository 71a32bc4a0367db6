package io.daybook.kernel.memory;

import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.EventStoreClaimsContract;
import io.daybook.kernel.store.EventStoreContract;
import io.daybook.kernel.store.EventStoreDamageContract;
import io.daybook.kernel.store.EventStoreLimitsContract;
import io.daybook.kernel.store.EventStoreRepetitionContract;
import org.junit.jupiter.api.Nested;

/** The store in memory keeps the contract. */
final class MemoryEventStoreTest {
    private static final EventStore STORE = new MemoryEventStore();

    @Nested
    final class Streams extends EventStoreContract {
        @Override
        protected EventStore store() {
            return STORE;
        }
    }

    @Nested
    final class Claims extends EventStoreClaimsContract {
        @Override
        protected EventStore store() {
            return STORE;
        }
    }

    @Nested
    final class Repetitions extends EventStoreRepetitionContract {
        @Override
        protected EventStore store() {
            return STORE;
        }
    }

    @Nested
    final class Damage extends EventStoreDamageContract {
        @Override
        protected EventStore store() {
            return STORE;
        }
    }

    @Nested
    final class Limits extends EventStoreLimitsContract {
        @Override
        protected EventStore store() {
            return STORE;
        }
    }
}
