package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.CommitPage;
import io.daybook.testtools.DynamoDbForTests;
import java.util.HashMap;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is read of a stream in which one item is no commit: its count says 3 where it holds 2 events. */
final class DamagedItemsTest {
    private final DynamoDbClient client = DynamoDbForTests.client();
    private final DynamoEventStore store =
            new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    private final StreamName stream = newStream();
    private final Commit first = commit(stream, 1, 1);
    private final Commit second = commit(stream, 2, 2);
    private final Commit last = commit(stream, 6, 1);

    @BeforeEach
    void damage() {
        store.append(Append.of(first));
        store.append(Append.of(second));
        store.append(Append.of(last));
        var item = new HashMap<>(CommitItem.of(commit(stream, 4, 2)).attributes());
        item.put("count", AttributeValue.fromN("3"));
        client.putItem(
                put -> put.tableName(Tables.ofStack(DynamoDbForTests.STACK_NAME).events())
                        .item(item));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_page_ends_before_it_and_has_more() {
        assertThat(store.readForward(stream, 1, 10)).isEqualTo(new CommitPage(List.of(first, second), true));
        assertThat(store.readForward(stream, 3, 10)).isEqualTo(new CommitPage(List.of(second), true));
        assertThat(store.readAfter(stream, 1, 10)).isEqualTo(new CommitPage(List.of(second), true));
        assertThat(store.readBackward(stream, Long.MAX_VALUE, 10)).isEqualTo(new CommitPage(List.of(last), true));
        assertThat(store.readBackward(stream, 3, 10)).isEqualTo(new CommitPage(List.of(second, first), false));
    }

    @Test
    void a_read_that_would_begin_with_it_is_refused() {
        assertDamaged(() -> store.readForward(stream, 4, 10));
        assertDamaged(() -> store.readAfter(stream, 3, 10));
        assertDamaged(() -> store.readBackward(stream, 5, 10));
    }

    private static void assertDamaged(ThrowingCallable read) {
        assertThatThrownBy(read)
                .isInstanceOf(CorruptStreamException.class)
                .hasMessageEndingWith("is not as it was written: count is 3 for 2 events");
    }
}
