package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Snapshots.RecentCommand;
import io.daybook.kernel.store.Snapshots.Snapshot;
import io.daybook.kernel.store.StoreThrottledException;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoSnapshotsTest {
    private final FaultyStore faulty = FaultyStore.make();
    private final DynamoSnapshots snapshots = new DynamoSnapshots(
            faulty.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), DynamoSnapshots.KEPT_DEFAULT);
    private final StreamName stream = newStream();

    @AfterEach
    void close() {
        faulty.close();
    }

    @Test
    void there_is_none_at_first() {
        assertThat(snapshots.newest(stream, "1")).isEmpty();
    }

    @Test
    void the_newest_is_read_back_equal() {
        snapshots.save(stream, "1", snapshot(100));
        snapshots.save(stream, "1", snapshot(300));
        snapshots.save(stream, "1", snapshot(200));
        assertThat(snapshots.newest(stream, "1")).contains(snapshot(300));
    }

    @Test
    void the_newest_three_are_kept() {
        for (long version = 1; version <= 7; version++) {
            snapshots.save(stream, "1", snapshot(version));
        }
        assertThat(versions("1")).containsExactly("7", "6", "5");
    }

    @Test
    void releases_that_fold_differently_do_not_disturb_each_other() {
        for (long version = 1; version <= 4; version++) {
            snapshots.save(stream, "1", snapshot(version));
        }
        snapshots.save(stream, "2", snapshot(9));
        assertThat(snapshots.newest(stream, "1")).contains(snapshot(4));
        assertThat(snapshots.newest(stream, "2")).contains(snapshot(9));
        assertThat(versions("1")).containsExactly("4", "3", "2");
    }

    @Test
    void a_large_state_and_a_full_ring_of_commands_are_read_back_equal() {
        var recent = IntStream.range(0, 256)
                .mapToObj(i -> new RecentCommand(UUID.randomUUID().toString(), i))
                .toList();
        var snapshot = new Snapshot(256, Commits.AT, "{\"text\":\"" + "x".repeat(100_000) + "\"}", recent);
        snapshots.save(stream, "1", snapshot);
        assertThat(snapshots.newest(stream, "1")).contains(snapshot);
    }

    @Test
    void one_that_cannot_be_kept_disturbs_nobody() {
        faulty.network().everyWrite(Fault.THROTTLED);
        assertThatCode(() -> snapshots.save(stream, "1", snapshot(1))).doesNotThrowAnyException();
        assertThat(snapshots.newest(stream, "1")).isEmpty();
    }

    @Test
    void one_that_is_too_large_for_an_item_disturbs_nobody() {
        var random = new Random(1);
        var noise = random.ints(500_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, (a, b) -> {});
        var snapshot = new Snapshot(1, Commits.AT, "{\"text\":\"" + noise + noise.reverse() + "\"}", List.of());
        assertThatCode(() -> snapshots.save(stream, "1", snapshot)).doesNotThrowAnyException();
        assertThat(snapshots.newest(stream, "1")).isEmpty();
    }

    @Test
    void a_read_that_fails_is_told() {
        faulty.network().everyRead(Fault.THROTTLED);
        assertThatThrownBy(() -> snapshots.newest(stream, "1")).isInstanceOf(StoreThrottledException.class);
    }

    private static Snapshot snapshot(long version) {
        return new Snapshot(
                version,
                Commits.AT,
                "{\"version\":" + version + "}",
                List.of(new RecentCommand("c" + version, version)));
    }

    private List<String> versions(String foldId) {
        return faulty
                .client()
                .query(query -> query.tableName(
                                Tables.ofStack(DynamoDbForTests.STACK_NAME).snapshots())
                        .keyConditionExpression("#stream = :stream")
                        .expressionAttributeNames(Map.of("#stream", Items.STREAM))
                        .expressionAttributeValues(
                                Map.of(":stream", Attributes.text(Items.snapshotsOf(stream, foldId))))
                        .scanIndexForward(false))
                .items()
                .stream()
                .map(item -> item.getOrDefault(Items.VERSION, AttributeValue.fromN("0"))
                        .n())
                .toList();
    }
}
