package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.DynamoEventStore;
import io.daybook.adapter.dynamodb.store.StreamImages;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.store.Append;
import io.daybook.laptop.pump.stream.DynamoTableStream;
import io.daybook.laptop.pump.stream.StreamedRecord;
import io.daybook.testtools.DynamoDbForTests;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Quarkus' mapper for events of Lambda, which reads and writes for the functions behind the stream. */
@QuarkusTest
class LambdaEventsTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();

    /** Of up to 1,000 records; far more than all tests together append. */
    private static final int POLLS_MAX = 1_000;

    @Inject
    LocalLambda lambda;

    @Inject
    LocalDatabase database;

    @Inject
    DynamoDbClient client;

    @Test
    void a_record_of_the_stream_is_read_with_its_time_its_key_and_its_commit() throws Exception {
        var event = read(sample("project/020-inserted.json"), DynamodbEvent.class);
        var change = event.getRecords().getFirst().getDynamodb();
        assertThat(change.getApproximateCreationDateTime()).isEqualTo(new Date(1_795_428_000_000L));
        assertThat(change.getSequenceNumber()).isEqualTo("100000000000000000002");
        assertThat(StreamImages.stream(change.getKeys())).hasToString("purse-s1");
        var commit = StreamImages.commit(change.getNewImage());
        assertThat(commit.stream()).hasToString("purse-s1");
        assertThat(commit.events().getFirst().type()).isEqualTo("PurseOpened");
    }

    @Test
    void commits_arrive_through_the_real_stream_as_they_were_appended_compressed_or_not() throws Exception {
        var stream = Commits.newStream();
        var small = Commits.commit(stream, 1, 1);
        var compressed = Commits.commit(stream, 2, 100);
        var store = new DynamoEventStore(client, Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
        store.append(Append.of(small));
        store.append(Append.of(compressed));
        try (var streams = database.running().streamsClient()) {
            assertThat(commits(DynamoTableStream.of("daybook-events", client, streams), stream.toString(), 2))
                    .containsExactly(small, compressed);
        }
    }

    @Test
    void an_answer_is_written_as_lambda_reads_it() throws Exception {
        var answer = new StreamsEventResponse(List.of(new BatchItemFailure("1000")));
        assertThat(AmazonLambdaMapperRecorder.objectMapper.writeValueAsString(answer))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1000\"}]}");
    }

    @Test
    void the_event_of_a_schedule_reads_as_one_without_records() throws Exception {
        assertThat(read(sample("sweep/020-schedule.json"), SQSEvent.class).getRecords())
                .isNull();
    }

    @Test
    void functions_of_the_lambda_binding_are_called_by_their_names() throws Exception {
        for (var file : List.of("project/010-nothing-inserted.json", "sweep/030-records-no-longer-kept.json")) {
            assertThat(lambda.invoke(file.substring(0, file.indexOf('/')), sample(file)))
                    .isEqualTo(PLAIN.readTree("{\"batchItemFailures\":[]}"));
        }
    }

    /** Other tests have filled the stream before; the commits looked for are its last. */
    private static List<Commit> commits(DynamoTableStream source, String stream, int count) throws Exception {
        var event = PLAIN.createObjectNode();
        var records = event.putArray("Records");
        for (int poll = 0; poll < POLLS_MAX && records.size() < count; poll++) {
            source.poll().stream()
                    .map(StreamedRecord::json)
                    .filter(record ->
                            record.at("/dynamodb/Keys/stream/S").asText().equals(stream))
                    .forEach(records::add);
        }
        return read(event, DynamodbEvent.class).getRecords().stream()
                .map(record -> StreamImages.commit(record.getDynamodb().getNewImage()))
                .toList();
    }

    private static JsonNode sample(String file) throws Exception {
        try (var json = LambdaEventsTest.class.getResourceAsStream("/events/" + file)) {
            return PLAIN.readTree(Objects.requireNonNull(json, file));
        }
    }

    private static <T> T read(JsonNode event, Class<T> type) throws Exception {
        return AmazonLambdaMapperRecorder.objectMapper.readValue(PLAIN.writeValueAsBytes(event), type);
    }
}
