package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.kernel.store.Snapshots.RecentCommand;
import io.daybook.kernel.store.Snapshots.Snapshot;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoSnapshotsTest {
    private static final CommitHash HASH = new CommitHash(1, 2, 3, -4);

    private final List<String> told = new ArrayList<>();
    private final FaultyStore faulty = FaultyStore.make();
    private final DynamoSnapshots snapshots = new DynamoSnapshots(
            faulty.client(),
            Tables.ofStack(DynamoDbForTests.STACK_NAME),
            DynamoSnapshots.KEPT_DEFAULT,
            new LimitWatch(near -> told.add(near.limit() + " " + near.name())));
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
        var snapshot = new Snapshot(256, Commits.AT, HASH, "{\"text\":\"" + "x".repeat(100_000) + "\"}", recent);
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
        assertThatCode(() -> snapshots.save(stream, "1", noise(1, 1_000_000))).doesNotThrowAnyException();
        assertThat(snapshots.newest(stream, "1")).isEmpty();
    }

    @Test
    void one_of_half_the_size_is_kept_and_told_once() {
        snapshots.save(stream, "1", noise(1, 400_000));
        snapshots.save(stream, "1", noise(2, 400_000));
        assertThat(told).containsExactly("SNAPSHOT " + stream);
        assertThat(snapshots.newest(stream, "1")).contains(noise(2, 400_000));
    }

    @Test
    void one_that_is_too_large_is_told_once_costs_no_request_and_leaves_the_one_before() {
        snapshots.save(stream, "1", snapshot(1));
        faulty.network().nextWrites();
        snapshots.save(stream, "1", noise(2, 1_000_000));
        snapshots.save(stream, "1", noise(3, 1_000_000));
        assertThat(faulty.network().requests()).isZero();
        assertThat(told).containsExactly("SNAPSHOT " + stream);
        assertThat(snapshots.newest(stream, "1")).contains(snapshot(1));
    }

    @Test
    void a_read_that_fails_is_told() {
        faulty.network().everyRead(Fault.THROTTLED);
        assertThatThrownBy(() -> snapshots.newest(stream, "1")).isInstanceOf(StoreThrottledException.class);
    }

    /** Of random letters, which gzip brings to about 60 %. */
    private static Snapshot noise(long version, int letters) {
        var text = new Random(1)
                .ints(letters, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return new Snapshot(version, Commits.AT, HASH, "{\"text\":\"" + text + "\"}", List.of());
    }

    private static Snapshot snapshot(long version) {
        return new Snapshot(
                version,
                Commits.AT,
                HASH,
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
