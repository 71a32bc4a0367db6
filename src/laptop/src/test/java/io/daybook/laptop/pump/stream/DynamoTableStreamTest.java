package io.daybook.laptop.pump.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** On shards by hand: those of DynamoDB Local neither end nor fail within a test. */
class DynamoTableStreamTest {
    private final ByHand shards = new ByHand();
    private final DynamoTableStream stream = DynamoTableStream.of("events", shards.table(), shards);

    @Test
    void a_shard_is_read_after_the_one_that_it_came_from() {
        shards.closed("parent", null, "1", "2").open("child", "parent", "3");
        assertThat(numbers(stream.poll())).containsExactly("1", "2");
        assertThat(numbers(stream.poll())).containsExactly("3");
        assertThat(stream.poll()).isEmpty();
    }

    @Test
    void what_was_read_before_another_shard_failed_is_not_lost() {
        shards.open("a", null, "1").open("b", null, "2");
        shards.failing.add("b");
        assertThat(numbers(stream.poll())).containsExactly("1");
        assertThatThrownBy(stream::poll).isInstanceOf(SdkClientException.class);
        shards.failing.clear();
        assertThat(numbers(stream.poll())).containsExactly("2");
    }

    @Test
    void the_last_records_of_a_shard_are_not_lost_where_its_successors_cannot_be_found_yet() {
        shards.closed("parent", null, "1").open("child", "parent", "2").open("other", null);
        shards.descriptionsLeft = 1;
        assertThat(numbers(stream.poll())).containsExactly("1");
        assertThatThrownBy(stream::poll).isInstanceOf(SdkClientException.class);
        shards.descriptionsLeft = 9;
        assertThat(numbers(stream.poll())).containsExactly("2");
    }

    private static List<String> numbers(List<StreamedRecord> records) {
        return records.stream().map(StreamedRecord::sequenceNumber).toList();
    }

    /** An iterator is the name of its shard; it is used once. */
    private static final class ByHand implements DynamoDbStreamsClient {
        private final List<Shard> all = new ArrayList<>();
        private final Map<String, List<Record>> records = new HashMap<>();
        private final Set<String> closed = new HashSet<>();
        private final Set<String> failing = new HashSet<>();
        private int descriptionsLeft = 9;

        ByHand open(String shard, String parent, String... numbers) {
            all.add(Shard.builder().shardId(shard).parentShardId(parent).build());
            records.put(shard, List.of(numbers).stream().map(ByHand::record).toList());
            return this;
        }

        ByHand closed(String shard, String parent, String... numbers) {
            closed.add(shard);
            return open(shard, parent, numbers);
        }

        private static Record record(String number) {
            return Record.builder()
                    .eventName("INSERT")
                    .dynamodb(shown -> shown.sequenceNumber(number)
                            .keys(Map.of("stream", AttributeValue.fromS("purse-a")))
                            .approximateCreationDateTime(Instant.EPOCH))
                    .build();
        }

        DynamoDbClient table() {
            return new DynamoDbClient() {
                @Override
                public DescribeTableResponse describeTable(DescribeTableRequest request) {
                    var key = KeySchemaElement.builder()
                            .attributeName("stream")
                            .keyType(KeyType.HASH)
                            .build();
                    return DescribeTableResponse.builder()
                            .table(table -> table.latestStreamArn("arn").keySchema(key))
                            .build();
                }

                @Override
                public String serviceName() {
                    return "dynamodb";
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
            if (descriptionsLeft-- <= 0) {
                throw SdkClientException.create("no answer");
            }
            return DescribeStreamResponse.builder()
                    .streamDescription(stream -> stream.shards(all))
                    .build();
        }

        @Override
        public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
            return GetShardIteratorResponse.builder()
                    .shardIterator(request.shardId())
                    .build();
        }

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            var shard = request.shardIterator();
            if (failing.contains(shard)) {
                throw SdkClientException.create("no answer");
            }
            var page = records.put(shard, List.of());
            return GetRecordsResponse.builder()
                    .records(page)
                    .nextShardIterator(closed.contains(shard) ? null : shard)
                    .build();
        }

        @Override
        public String serviceName() {
            return "streams";
        }

        @Override
        public void close() {}
    }
}
