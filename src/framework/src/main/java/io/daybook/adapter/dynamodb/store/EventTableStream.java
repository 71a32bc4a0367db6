package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Failure;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreUnavailableException;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** Reads records of the event table's stream that a function could not handle. */
public final class EventTableStream {
    /**
     * How many pages are read at most. A page has up to 1,000 records or 1 MB (API reference, GetRecords), and a batch
     * at most 6 MB (Lambda's payload). The rest is for pages without records, which DynamoDB may return.
     */
    static final int PAGES_MAX = 100;

    private final DynamoDbStreamsClient client;

    public EventTableStream(DynamoDbStreamsClient client) {
        this.client = client;
    }

    /**
     * Consecutive records of one shard.
     *
     * @param streamArn of the table's stream
     * @param first the sequence number of the first record
     * @param last the sequence number of the last one
     */
    public record Range(String streamArn, String shardId, String first, String last) {}

    /**
     * The streams that a range has records of.
     *
     * @return empty if the records are no longer kept; DynamoDB keeps them for 24 hours
     * @throws io.daybook.kernel.failure.StoreException if they could not be read this time
     */
    public Optional<Set<StreamName>> streamsOf(Range range) {
        try {
            return Optional.of(read(range));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw Failure.toStoreException(e, "of the stream " + range.streamArn());
        }
    }

    private Set<StreamName> read(Range range) {
        var first = new BigInteger(range.first());
        var last = new BigInteger(range.last());
        var streams = new LinkedHashSet<StreamName>();
        @Nullable String iterator = begin(range);
        for (int page = 0; iterator != null; page++) {
            if (page == PAGES_MAX) {
                throw new StoreUnavailableException("the range does not end within " + page + " pages", null);
            }
            var at = iterator;
            var answer = client.getRecords(request -> request.shardIterator(at));
            collect(answer.records(), first, last, streams);
            iterator = reaches(answer.records(), last) ? null : answer.nextShardIterator();
        }
        return streams;
    }

    /** Begins at the first record, or at the oldest one that is left. */
    private String begin(Range range) {
        try {
            return client.getShardIterator(request -> request.streamArn(range.streamArn())
                            .shardId(range.shardId())
                            .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                            .sequenceNumber(range.first()))
                    .shardIterator();
        } catch (TrimmedDataAccessException e) {
            return client.getShardIterator(request -> request.streamArn(range.streamArn())
                            .shardId(range.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
        }
    }

    private static void collect(List<Record> records, BigInteger first, BigInteger last, Set<StreamName> streams) {
        for (var record : records) {
            var number = number(record);
            if (number.compareTo(first) >= 0 && number.compareTo(last) <= 0) {
                stream(record).ifPresent(streams::add);
            }
        }
    }

    /** Empty if the key is not a stream's, which no consumer could follow. */
    private static Optional<StreamName> stream(Record record) {
        var stream = record.dynamodb().keys().get(Items.STREAM);
        try {
            return stream == null ? Optional.empty() : Optional.of(StreamName.parse(stream.s()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean reaches(List<Record> records, BigInteger last) {
        return !records.isEmpty() && number(records.getLast()).compareTo(last) >= 0;
    }

    private static BigInteger number(Record record) {
        return new BigInteger(record.dynamodb().sequenceNumber());
    }
}
