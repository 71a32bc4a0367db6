package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DatabaseGuard;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.laptop.pump.stream.StreamedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class DatabaseGuardTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final int POLLS_MAX = 100;
    private static final String TABLE = "daybook-events";

    @TempDir
    Path data;

    @Test
    void a_database_with_a_data_directory_is_started_again_and_its_clients_and_streams_go_on() throws Exception {
        var settings = settings(data);
        var told = new Told();
        var guard = new DatabaseGuard(settings, told);
        var database = DynamoDbLocal.start(settings);
        try (DynamoDbClient client = database.client();
                DynamoDbStreamsClient streams = database.streamsClient()) {
            CloudTemplate.load().createTables(client);
            var stream = DynamoTableStream.of(TABLE, client, streams, data.resolve("pump.json"));
            put(client, 1);
            var first = poll(stream);
            guard.guard(database);
            database.process().destroyForcibly();
            assertThat(told.next()).isEqualTo("died");
            assertThat(told.next()).isEqualTo("restarted");
            put(client, 2);
            assertThat(versions(poll(stream))).containsExactly("2");
            stream.reached(Map.of(
                    first.getFirst().position().shardId(),
                    first.getFirst().position().sequenceNumber()));
            var later = DynamoTableStream.of(TABLE, client, streams, data.resolve("pump.json"));
            assertThat(versions(poll(later))).containsExactly("2");
        } finally {
            guard.release();
            told.close();
        }
    }

    @Test
    void a_database_in_memory_is_lost_and_the_reason_says_what_would_have_kept_it() throws Exception {
        var settings = settings(null);
        var told = new Told();
        var database = DynamoDbLocal.start(settings);
        new DatabaseGuard(settings, told).guard(database);
        database.process().destroyForcibly();
        assertThat(told.next())
                .isEqualTo("lost: DynamoDB Local has died with all data, which was in memory"
                        + " (daybook.local.data-directory would have kept it)");
    }

    @Test
    void a_database_that_was_released_may_end() throws Exception {
        var settings = settings(null);
        var told = new Told();
        var guard = new DatabaseGuard(settings, told);
        var first = DynamoDbLocal.start(settings);
        var second = DynamoDbLocal.start(settings);
        guard.guard(first);
        guard.release();
        first.close();
        guard.guard(second);
        second.process().destroyForcibly();
        assertThat(told.next()).startsWith("lost: ");
        assertThat(told.news).isEmpty();
    }

    private static DynamoDbLocal.Settings settings(@Nullable Path directory) {
        return new DynamoDbLocal.Settings(DynamoDbLocal.DEFAULT_JARS, 0, directory);
    }

    private static void put(DynamoDbClient client, int version) {
        client.putItem(put -> put.tableName(TABLE)
                .item(Map.of(
                        "stream", AttributeValue.fromS("purse-p1"),
                        "version", AttributeValue.fromN(Integer.toString(version)))));
    }

    private static List<StreamedRecord> poll(DynamoTableStream stream) {
        var records = new ArrayList<StreamedRecord>();
        for (int poll = 0; poll < POLLS_MAX && records.isEmpty(); poll++) {
            records.addAll(stream.poll());
        }
        return records;
    }

    private static List<String> versions(List<StreamedRecord> records) {
        return records.stream()
                .map(record -> record.json().at("/dynamodb/Keys/version/N").asText())
                .toList();
    }

    private static final class Told implements DatabaseGuard.Watcher {
        private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
        private volatile @Nullable DynamoDbLocal again;

        String next() throws InterruptedException {
            var next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            return next;
        }

        void close() {
            if (again != null) {
                again.close();
            }
        }

        @Override
        public void died() {
            news.add("died");
        }

        @Override
        public void restarted(DynamoDbLocal database) {
            again = database;
            news.add("restarted");
        }

        @Override
        public void lost(String reason) {
            news.add("lost: " + reason);
        }
    }
}
