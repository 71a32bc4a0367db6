package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.AtOnce;
import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.Found;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Looks up a page of an index. A place in it is a range key, which is unique. The next page begins at a bound on that
 * key and not at an ExclusiveStartKey, so that the same place serves all parts of a spread value.
 */
final class IndexSearch {
    /** The last character. Texts that begin with a given text sort before that text followed by this character. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static final int LAST_BYTES = 4;

    /** The first character. A text followed by it is the next one in order. */
    private static final String FIRST = "\0";

    private final DynamoDbClient client;
    private final String table;
    private final ReadItems items;

    IndexSearch(DynamoDbClient client, String table, ReadItems items) {
        this.client = client;
        this.table = table;
        this.items = items;
    }

    Found find(IndexQuery query) {
        if (query.limit() < 1 || query.limit() > RowReader.PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + RowReader.PAGE_MAX + " hits");
        }
        var bounds = Bounds.of(query);
        if (bounds.isEmpty() || ItemSize.utf8Bytes(items.hash(query.value(), 0)) > ReadItems.HASH_BYTES_MAX) {
            return new Found(List.of(), null);
        }
        var pages = AtOnce.all(hashes(query).stream()
                .<Supplier<Page>>map(hash -> () -> page(query, hash, bounds))
                .toList());
        // A row and one of its entries may have the same place.
        var ranges = new TreeSet<>(query.descending() ? IndexKey.ORDER.reversed() : IndexKey.ORDER);
        pages.forEach(page -> ranges.addAll(page.ranges()));
        if (query.after() != null) {
            ranges.remove(query.after());
        }
        var hits = ranges.stream().limit(query.limit()).map(ReadItems::hit).toList();
        boolean hasMore = ranges.size() > query.limit() || pages.stream().anyMatch(Page::hasMore);
        return new Found(hits, hasMore && !hits.isEmpty() ? hits.getLast().at() : null);
    }

    private List<String> hashes(IndexQuery query) {
        return query.spread()
                ? IntStream.range(0, IndexKey.PARTS)
                        .mapToObj(part -> items.hash(query.value(), part))
                        .toList()
                : List.of(items.hash(query.value(), null));
    }

    private record Page(List<String> ranges, boolean hasMore) {}

    private Page page(IndexQuery query, String hash, Bounds bounds) {
        var values = new HashMap<>(bounds.values());
        values.put(":hash", Attributes.text(hash));
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(query.index())
                .keyConditionExpression("#hash = :hash" + bounds.condition())
                .projectionExpression("#range")
                .expressionAttributeNames(Map.of("#hash", query.index(), "#range", ReadItems.rangeName(query.index())))
                .expressionAttributeValues(values)
                .scanIndexForward(!query.descending())
                .limit(query.limit() + bounds.extra())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            var answer = client.query(request);
            return new Page(
                    answer.items().stream()
                            .map(item -> ReadItems.range(item, query.index()))
                            .toList(),
                    answer.hasLastEvaluatedKey());
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    /**
     * The range keys to read, both inclusive.
     *
     * @param extra how many of them may not belong to the page: one that shows whether there are more, and up to two at
     *     the place where the page before ended
     */
    private record Bounds(@Nullable String low, @Nullable String high, int extra) {
        static Bounds of(IndexQuery query) {
            var low = query.from();
            var high = query.to() == null ? null : query.to() + LAST;
            var after = query.after();
            if (after == null) {
                return new Bounds(low, high, 1);
            }
            if (query.descending()) {
                return new Bounds(low, high == null || IndexKey.ORDER.compare(after, high) < 0 ? after : high, 3);
            }
            var next = after + FIRST;
            return new Bounds(low == null || IndexKey.ORDER.compare(next, low) > 0 ? next : low, high, 1);
        }

        /** Nothing is between them, or they are longer than anything that is stored. */
        boolean isEmpty() {
            return (low != null && high != null && IndexKey.ORDER.compare(low, high) > 0)
                    || isTooLong(low)
                    || isTooLong(high);
        }

        private static boolean isTooLong(@Nullable String bound) {
            return bound != null && ItemSize.utf8Bytes(bound) > ReadItems.RANGE_BYTES_MAX + LAST_BYTES;
        }

        String condition() {
            if (low == null || low.isEmpty()) {
                return high == null ? "" : " AND #range <= :high";
            }
            return high == null ? " AND #range >= :low" : " AND #range BETWEEN :low AND :high";
        }

        Map<String, AttributeValue> values() {
            var values = new HashMap<String, AttributeValue>();
            if (low != null && !low.isEmpty()) {
                values.put(":low", Attributes.text(low));
            }
            if (high != null) {
                values.put(":high", Attributes.text(high));
            }
            return values;
        }
    }
}
