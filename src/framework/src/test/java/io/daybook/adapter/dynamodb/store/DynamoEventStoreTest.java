package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.store.EventStoreClaimsContract;
import io.daybook.kernel.store.EventStoreContract;
import io.daybook.kernel.store.EventStoreDamageContract;
import io.daybook.kernel.store.EventStoreLimitsContract;
import io.daybook.kernel.store.EventStoreRepetitionContract;
import io.daybook.testtools.DynamoDbForTests;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** The store on DynamoDB keeps the contract. */
final class DynamoEventStoreTest {
    private static final EventStore STORE = new DynamoEventStore(
            DynamoDbForTests.client(),
            Tables.ofStack(DynamoDbForTests.STACK_NAME),
            new Backoff(Duration.ofMillis(10), Duration.ofSeconds(1), new Random(), Backoff.Sleeper.thread()));

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
