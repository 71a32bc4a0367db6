package io.daybook.laptop.pump.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.EventTableStream;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.DynamoDbLocal;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.laptop.Commits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** On a stream of DynamoDB Local, which has one shard. */
class EventTableStreamTest {
    private static final int STREAMS = 5;

    private static DynamoDbLocal database;
    private static DynamoDbClient client;
    private static DynamoDbStreamsClient streams;
    private static final List<StreamName> APPENDED = new ArrayList<>();
    private static List<StreamedRecord> records;

    @BeforeAll
    static void append() {
        database = DynamoDbLocal.inMemory();
        client = database.client();
        streams = database.streamsClient();
        CloudTemplate.load().createTables(client);
        var tables = new Tables("daybook-events", "", "", "", "", "");
        var store = new DynamoEventStore(client, tables, Backoff.none());
        for (int i = 0; i < STREAMS; i++) {
            APPENDED.add(Commits.newStream());
            store.append(Append.of(Commits.commit(APPENDED.get(i), 1, 1)));
        }
        records = DynamoTableStream.of("daybook-events", client, streams).poll();
        assertThat(records).hasSize(STREAMS);
    }

    @AfterAll
    static void end() {
        streams.close();
        client.close();
        database.close();
    }

    @Test
    void exactly_the_records_of_a_range_are_looked_at_again() {
        assertThat(look(position(1), position(3))).contains(Set.copyOf(APPENDED.subList(1, 4)));
        assertThat(look(position(4), position(4))).contains(Set.of(APPENDED.get(4)));
    }

    @Test
    void a_shard_that_is_no_longer_there_has_nothing_to_look_at() {
        var gone = new StreamedRecord.Position(
                position(0).streamArn(),
                "shardId-00000000000000000000-00000000",
                position(0).sequenceNumber());
        assertThat(look(gone, gone)).isEmpty();
    }

    private static StreamedRecord.Position position(int record) {
        return records.get(record).position();
    }

    private static Optional<Set<StreamName>> look(StreamedRecord.Position first, StreamedRecord.Position last) {
        return new EventTableStream(streams)
                .streamsOf(new EventTableStream.Range(
                        first.streamArn(), first.shardId(), first.sequenceNumber(), last.sequenceNumber()));
    }
}
