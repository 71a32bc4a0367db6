package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.store.EndsPlace;
import io.daybook.kernel.store.EventScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Scans the event table, one of its segments for each part. Safe for use by several threads. */
public final class DynamoEventScan implements EventScan {
    /** All that tells where a commit ends. A scan costs as much as if it read the events, but answers faster. */
    private static final String ENDS = "#stream, #version, #count, #hash";

    private static final Map<String, String> ENDS_NAMES =
            Map.of("#stream", Items.STREAM, "#version", Items.VERSION, "#count", Items.COUNT, "#hash", Items.HASH);

    private final DynamoDbClient client;
    private final String table;

    public DynamoEventScan(DynamoDbClient client, Tables tables) {
        this.client = client;
        this.table = tables.events();
    }

    @Override
    public Commits commits(Part part, @Nullable String after, int commitsMax) {
        var page = scan(request(part, after, commitsMax));
        var commits = new ArrayList<Commit>(page.count());
        var unreadable = new HashSet<StreamName>();
        for (var item : page.items()) {
            try {
                commits.add(Items.commit(item));
            } catch (CorruptStreamException e) {
                stream(item).ifPresent(unreadable::add);
            }
        }
        return new Commits(commits, unreadable, next(page));
    }

    @Override
    public Ends ends(Part part, @Nullable String after, int commitsMax) {
        var place = EndsPlace.of(after);
        var page = scan(request(part, place.key(), commitsMax)
                .projectionExpression(ENDS)
                .expressionAttributeNames(ENDS_NAMES));
        var ends = new HashMap<StreamName, StreamPosition>();
        page.items().forEach(item -> stream(item).ifPresent(stream -> ends.put(stream, end(item))));
        return place.page(ends, page.count(), next(page));
    }

    private static StreamPosition end(Map<String, AttributeValue> item) {
        long version = CommitCheck.version(item);
        try {
            long count = Attributes.number(item, Items.COUNT);
            return new StreamPosition(
                    version + count - 1,
                    CommitHash.of(Attributes.bytes(item, Items.HASH)).prefix());
        } catch (IOException | IllegalArgumentException e) {
            return StreamPosition.at(version);
        }
    }

    @Override
    public Stored stored(Part part, @Nullable String after, int itemsMax) {
        var page = scan(request(part, after, itemsMax));
        return new Stored(
                page.items().stream()
                        .map(item -> new Item(key(item, Items.STREAM).s(), CommitCheck.stored(item)))
                        .toList(),
                next(page));
    }

    private ScanRequest.Builder request(Part part, @Nullable String after, int itemsMax) {
        return ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .segment(part.number())
                .totalSegments(part.of())
                .exclusiveStartKey(after == null ? null : key(after))
                .limit(itemsMax)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    private ScanResponse scan(ScanRequest.Builder request) {
        try {
            return client.scan(request.build());
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    /** A key that somebody else wrote may contain a #, but a number does not. */
    private static Map<String, AttributeValue> key(String place) {
        int end = place.lastIndexOf('#');
        return Map.of(
                Items.STREAM,
                Attributes.text(place.substring(0, end)),
                Items.VERSION,
                AttributeValue.fromN(place.substring(end + 1)));
    }

    private static @Nullable String next(ScanResponse page) {
        var last = page.lastEvaluatedKey();
        return page.hasLastEvaluatedKey()
                ? key(last, Items.STREAM).s() + "#" + key(last, Items.VERSION).n()
                : null;
    }

    private static AttributeValue key(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name));
    }

    /** Empty if no stream can have this name, so that nobody reads it. */
    private static Optional<StreamName> stream(Map<String, AttributeValue> item) {
        try {
            return Optional.of(StreamName.parse(Attributes.text(item, Items.STREAM)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
