package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.consume.ProgressItems;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.rows.ReadTables.Place;
import io.daybook.kernel.rows.ReadTables.Removed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Removes the rows, entries and cursors of a generation: what a page of a scan finds, then the next page. */
final class Removal {
    /** Source: DynamoDB, BatchWriteItem takes at most 25 requests. */
    private static final int DELETES_MAX = 25;

    private static final int ATTEMPTS_MAX = 10;

    private final DynamoDbClient client;
    private final List<Target> targets;
    private final Backoff backoff;

    /** A table, its hash key, and what the keys of the generation's items begin with. */
    private record Target(String table, String key, List<String> prefixes) {}

    Removal(DynamoDbClient client, Tables tables, Place place, Backoff backoff) {
        this.client = client;
        this.backoff = backoff;
        this.targets = List.of(
                new Target(
                        tables.read(place.table()),
                        ReadItems.KEY,
                        List.of(
                                ReadItems.rows(place.projection(), place.generation()),
                                ReadItems.entries(place.projection(), place.generation()))),
                new Target(
                        tables.projections(),
                        ProgressItems.ITEM,
                        List.of(TallyItems.cursors(place.projection(), place.generation()))));
    }

    /** @param after the number of a target, and after a space the key in its table to go on from, if any */
    Removed remove(int part, int of, @Nullable String after) {
        int number = after == null ? 0 : Integer.parseInt(after.substring(0, after.indexOf(' ')));
        var from = after == null ? "" : after.substring(after.indexOf(' ') + 1);
        var target = targets.get(number);
        var page = scan(target, part, of, from);
        delete(target, page.keys());
        if (!page.next().isEmpty()) {
            return new Removed(page.keys().size(), number + " " + page.next());
        }
        return new Removed(page.keys().size(), number + 1 < targets.size() ? (number + 1) + " " : null);
    }

    /** @param next empty at the end */
    private record Page(List<String> keys, String next) {}

    private Page scan(Target target, int part, int of, String from) {
        var values = new HashMap<String, AttributeValue>();
        var conditions = new ArrayList<String>();
        for (int i = 0; i < target.prefixes().size(); i++) {
            values.put(":p" + i, Attributes.text(target.prefixes().get(i)));
            conditions.add("begins_with(#key, :p" + i + ")");
        }
        var request = ScanRequest.builder()
                .tableName(target.table())
                .consistentRead(true)
                .segment(part)
                .totalSegments(of)
                .filterExpression(String.join(" OR ", conditions))
                .projectionExpression("#key")
                .expressionAttributeNames(Map.of("#key", target.key()))
                .expressionAttributeValues(values)
                .exclusiveStartKey(from.isEmpty() ? null : Map.of(target.key(), Attributes.text(from)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            var answer = client.scan(request);
            var last = answer.lastEvaluatedKey().get(target.key());
            return new Page(
                    answer.items().stream()
                            .map(item -> Attributes.read(
                                    item, List.of(target.key()), () -> Attributes.text(item, target.key())))
                            .toList(),
                    last == null ? "" : last.s());
        } catch (SdkException e) {
            throw Failure.toStoreException(e, target.table());
        }
    }

    private void delete(Target target, List<String> keys) {
        for (int from = 0; from < keys.size(); from += DELETES_MAX) {
            var left = keys.subList(from, Math.min(from + DELETES_MAX, keys.size())).stream()
                    .map(key -> WriteRequest.builder()
                            .deleteRequest(delete -> delete.key(Map.of(target.key(), Attributes.text(key))))
                            .build())
                    .toList();
            for (int attempt = 1; !left.isEmpty(); attempt++) {
                if (attempt > ATTEMPTS_MAX) {
                    throw new StoreThrottledException(
                            "DynamoDB left keys of " + target.table() + " out of " + ATTEMPTS_MAX + " answers",
                            target.table(),
                            null);
                }
                left = deleteOnce(target, left);
                if (!left.isEmpty()) {
                    backoff.pause(attempt);
                }
            }
        }
    }

    /** @return what was left out */
    private List<WriteRequest> deleteOnce(Target target, List<WriteRequest> deletes) {
        try {
            return client.batchWriteItem(batch -> batch.requestItems(Map.of(target.table(), deletes))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .unprocessedItems()
                    .getOrDefault(target.table(), List.of());
        } catch (SdkException e) {
            throw Failure.toStoreException(e, target.table());
        }
    }
}
