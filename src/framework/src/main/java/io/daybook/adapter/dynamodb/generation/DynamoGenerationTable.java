package io.daybook.adapter.dynamodb.generation;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Pointers;
import io.daybook.kernel.generation.Sign;
import io.daybook.kernel.generation.Signs;
import io.daybook.kernel.shared.Revised;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Pointers and signs of life on DynamoDB, in the table of projections. All pointers are one shared value, so that whoever
 * looks sees all of them at one moment. Safe for use by several threads.
 */
public final class DynamoGenerationTable implements GenerationTable {
    private static final String ITEM = "item";
    private static final List<String> KEYS = List.of(ITEM);
    private static final String SIGN = "sign";
    private static final String AT = "at";

    private final DynamoDbClient client;
    private final String table;
    private final KeyReads reads;
    private final DynamoSharedTable<Pointers> pointers;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads and signs only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoGenerationTable(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.client = client;
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.pointers = new DynamoSharedTable<>(client, tables, new PointersJson(), backoff);
    }

    @Override
    public Revised<Pointers> read() {
        return pointers.read();
    }

    @Override
    public boolean replace(Revised<Pointers> seen, Pointers next) {
        return pointers.replace(seen, next);
    }

    /** A later sign of the same function may be overwritten by an earlier one, of less than a second before. */
    @Override
    public void leave(Sign sign) {
        var item = Map.of(
                ITEM,
                signKey(sign.function(), sign.release()),
                SIGN,
                Attributes.text(SignJson.write(sign)),
                AT,
                Attributes.number(sign.at().toEpochMilli()));
        try {
            client.putItem(put -> put.tableName(table).item(item).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    @Override
    public List<Sign> signs(Set<String> releases) {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        for (var release : releases) {
            Signs.FUNCTIONS.forEach(function -> keys.add(key(function, release)));
        }
        return reads.getAll(table, keys, true).stream()
                .map(item -> Attributes.read(
                        item,
                        KEYS,
                        () -> SignJson.read(
                                Attributes.text(item, SIGN), Instant.ofEpochMilli(Attributes.number(item, AT)))))
                .toList();
    }

    @Override
    public void removeSigns(String release) {
        try {
            for (var function : Signs.FUNCTIONS) {
                client.deleteItem(delete -> delete.tableName(table)
                        .key(key(function, release))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            }
        } catch (SdkException e) {
            throw Failure.toStoreException(e, table);
        }
    }

    private static Map<String, AttributeValue> key(String function, String release) {
        return Map.of(ITEM, signKey(function, release));
    }

    private static AttributeValue signKey(String function, String release) {
        return Attributes.text("sign#" + function + "#" + release);
    }
}
