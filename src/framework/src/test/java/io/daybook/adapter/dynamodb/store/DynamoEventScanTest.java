package io.daybook.adapter.dynamodb.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.capacity.CapacityMeter;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.EventScan;
import io.daybook.kernel.store.EventScan.Part;
import io.daybook.kernel.store.EventScanContract;
import io.daybook.kernel.store.EventStore;
import io.daybook.kernel.verify.StoredCommit;
import io.daybook.testtools.DynamoDbForTests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The scan of the event table keeps the contract, whatever somebody else has written into the table. */
final class DynamoEventScanTest extends EventScanContract {
    private static final CapacityMeter METER = new CapacityMeter();

    private static final DynamoDbClient CLIENT = DynamoDbForTests.clientBuilder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(METER))
            .build();

    private static final Tables TABLES = Tables.ofStack(DynamoDbForTests.STACK_NAME);
    private static final EventStore STORE = new DynamoEventStore(CLIENT, TABLES, Backoff.none());
    private static final EventScan SCAN = new DynamoEventScan(CLIENT, TABLES);

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    @Override
    protected EventStore store() {
        return STORE;
    }

    @Override
    protected EventScan scan() {
        return SCAN;
    }

    @Test
    void an_item_that_is_not_a_commit_hides_no_other() {
        var stream = Commits.newStream();
        var commit = Commits.commit(stream, 1, 2);
        STORE.append(Append.of(commit));
        putForeign(stream.toString(), "3");
        try {
            var commits = new ArrayList<>();
            var unreadable = new HashSet<StreamName>();
            @Nullable String after = null;
            do {
                var page = SCAN.commits(new Part(0, 1), after, 50);
                page.commits().stream()
                        .filter(any -> any.stream().equals(stream))
                        .forEach(commits::add);
                unreadable.addAll(page.unreadable());
                after = page.next();
            } while (after != null);
            assertThat(commits).isEqualTo(List.of(commit));
            assertThat(unreadable).contains(stream);
            assertThat(ends().get(stream)).isEqualTo(StreamPosition.at(3));
        } finally {
            remove(stream.toString(), "3");
        }
    }

    @Test
    void a_check_is_shown_items_that_no_stream_can_have() {
        var names = Map.of("nobody's stream #1", "1", Commits.newStream().toString(), "1.5");
        names.forEach(DynamoEventScanTest::putForeign);
        try {
            var found = new HashMap<String, StoredCommit>();
            @Nullable String after = null;
            do {
                var page = SCAN.stored(new Part(0, 1), after, 1);
                page.items().forEach(item -> found.put(item.stream(), item.commit()));
                after = page.next();
            } while (after != null);
            names.keySet()
                    .forEach(name -> assertThat(found.get(name))
                            .isInstanceOfSatisfying(
                                    StoredCommit.Damaged.class,
                                    damaged -> assertThat(damaged.version()).isEqualTo(1)));
            assertThat(ends().keySet()).noneMatch(stream -> stream.toString().startsWith("nobody"));
        } finally {
            names.forEach(DynamoEventScanTest::remove);
        }
    }

    @Test
    void what_a_scan_costs_is_counted() {
        double before = METER.total().readUnits();
        SCAN.ends(new Part(0, 1), null, 10);
        assertThat(METER.total().readUnits()).isGreaterThan(before);
    }

    private Map<StreamName, StreamPosition> ends() {
        var ends = new HashMap<StreamName, StreamPosition>();
        @Nullable String after = null;
        do {
            var page = SCAN.ends(new Part(0, 1), after, 100);
            ends.putAll(page.ends());
            after = page.next();
        } while (after != null);
        return ends;
    }

    private static void putForeign(String stream, String version) {
        CLIENT.putItem(put -> put.tableName(TABLES.events()).item(key(stream, version)));
    }

    private static void remove(String stream, String version) {
        CLIENT.deleteItem(delete -> delete.tableName(TABLES.events()).key(key(stream, version)));
    }

    private static Map<String, AttributeValue> key(String stream, String version) {
        return Map.of(Items.STREAM, Attributes.text(stream), Items.VERSION, AttributeValue.fromN(version));
    }
}
