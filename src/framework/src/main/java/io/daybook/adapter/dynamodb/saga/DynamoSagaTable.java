package io.daybook.adapter.dynamodb.saga;

import static java.util.Comparator.comparing;

import io.daybook.adapter.dynamodb.AtOnce;
import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Failure;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.LimitWatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Sagas on DynamoDB. An instance is one item, and the history of each save is another item beside it. Safe for use by
 * several threads.
 */
public final class DynamoSagaTable implements SagaTable {
    private static final String DUE_INDEX = "due";
    private static final String STEP_INDEX = "step";

    /**
     * How many history items are read at once. In a long saga each has about 25 steps, so that they are a page; in a
     * short one, few more are needed.
     */
    private static final int HISTORY_ITEMS_MAX = 20;

    private final DynamoDbClient client;
    private final Tables tables;
    private final KeyReads reads;
    private final Replacements replacements;
    private final LimitWatch limits;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoSagaTable(DynamoDbClient client, Tables tables, Backoff backoff) {
        this(client, tables, backoff, LimitWatch.silent());
    }

    /**
     * As above.
     *
     * @param limits is told about large instances
     */
    public DynamoSagaTable(DynamoDbClient client, Tables tables, Backoff backoff, LimitWatch limits) {
        this.client = client;
        this.tables = tables;
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, tables.sagas(), reads, new Writes(backoff, tables.sagas()));
        this.limits = limits;
    }

    @Override
    public Optional<SagaInstance> read(String saga, String id) {
        return instance(reads.get(tables.sagas(), SagaItems.rowKey(saga, id)));
    }

    private static Optional<SagaInstance> instance(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Optional.empty() : Optional.of(SagaItems.instance(item));
    }

    @Override
    public Optional<SagaInstance> save(SagaInstance instance, List<HistoryStep> steps) {
        var save = SagaSave.of(tables.sagas(), instance, steps);
        limits.isWithin(LimitWatch.Limit.SAGA, SagaItems.keyText(instance.saga(), instance.id()), save.bytes());
        var change = new Replacements.Change<Optional<SagaInstance>>(
                DynamoSagaTable::instance,
                there -> there.map(SagaInstance::revision).orElse(0L) == instance.revision(),
                Optional.of(save.next()));
        var key = SagaItems.rowKey(instance.saga(), instance.id());
        return replacements
                        .put(key, save.item(), save.condition(), save.history(), change)
                        .isEmpty()
                ? Optional.of(save.next())
                : Optional.empty();
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        checkLimit(limit);
        var found = inAllParts(part -> query().indexName(DUE_INDEX)
                .keyConditionExpression("#part = :part AND #at <= :now")
                .expressionAttributeNames(Map.of("#part", SagaItems.DUE_PART, "#at", SagaItems.DUE_AT))
                .expressionAttributeValues(
                        Map.of(":part", Attributes.number(part), ":now", Attributes.number(now.toEpochMilli())))
                .limit(limit)
                .build());
        return found.stream()
                .map(SagaItems::due)
                .sorted(comparing(Due::dueAt).thenComparing(Due::saga).thenComparing(Due::id))
                .limit(limit)
                .toList();
    }

    @Override
    public List<HistoryStep> history(String saga, String id, long fromNumber, int limit) {
        checkLimit(limit, HISTORY_PAGE_MAX);
        long from = Math.max(1, fromNumber);
        var steps = new ArrayList<HistoryStep>();
        var page = send(history(saga, id, from, SagaItems.STEP_NUMBER_MAX).build());
        boolean startsThere =
                !page.items().isEmpty() && SagaItems.firstNumber(page.items().getFirst()) == from;
        if (!startsThere && from > 1) {
            // The step may be inside an item that begins before it.
            addFrom(
                    from,
                    send(history(saga, id, 1, from - 1)
                            .scanIndexForward(false)
                            .limit(1)
                            .build()),
                    steps);
        }
        addFrom(from, page, steps);
        while (steps.size() < limit && page.hasLastEvaluatedKey()) {
            from = steps.getLast().number() + 1;
            page = send(history(saga, id, from, SagaItems.STEP_NUMBER_MAX).build());
            addFrom(from, page, steps);
        }
        return steps.stream().limit(limit).toList();
    }

    private static void addFrom(long from, QueryResponse page, List<HistoryStep> steps) {
        page.items().stream()
                .flatMap(item -> SagaItems.history(item).stream())
                .filter(step -> step.number() >= from)
                .forEach(steps::add);
    }

    /** Items whose first step is in this range, both inclusive. */
    private QueryRequest.Builder history(String saga, String id, long from, long to) {
        return query().keyConditionExpression("#saga = :saga AND #item BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#saga", SagaItems.SAGA, "#item", SagaItems.ITEM))
                .expressionAttributeValues(Map.of(
                        ":saga", Attributes.text(SagaItems.keyText(saga, id)),
                        ":from", Attributes.text(SagaItems.stepItem(from)),
                        ":to", Attributes.text(SagaItems.stepItem(to))))
                .consistentRead(true)
                .limit(HISTORY_ITEMS_MAX);
    }

    @Override
    public Page atStep(String saga, String step, @Nullable String after, int limit) {
        checkLimit(limit);
        // One more than a page holds, which shows whether another page follows.
        var found = inAllParts(part -> query().indexName(STEP_INDEX)
                        .keyConditionExpression("#part = :part AND #started > :after")
                        .expressionAttributeNames(Map.of("#part", SagaItems.STEP_PART, "#started", SagaItems.STARTED))
                        .expressionAttributeValues(Map.of(
                                ":part", Attributes.text(SagaItems.stepPart(saga, step, part)),
                                ":after", Attributes.text(after == null ? SagaItems.STARTED_FIRST : after)))
                        .limit(limit + 1)
                        .build())
                .stream()
                .sorted(comparing(SagaItems::started))
                .toList();
        var entries = found.stream().limit(limit).toList();
        // The index may be behind: what has moved on is left out, and the list goes on behind it.
        var instances = instances(entries)
                .filter(instance -> instance.step().equals(step))
                .toList();
        return new Page(instances, found.size() > limit ? SagaItems.started(entries.getLast()) : null);
    }

    /** The instances that entries of an index name, in their order. */
    private Stream<SagaInstance> instances(List<Map<String, AttributeValue>> entries) {
        var keys = entries.stream().map(SagaItems::key).toList();
        var items = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        reads.getAll(tables.sagas(), keys, true).forEach(item -> items.put(SagaItems.key(item), item));
        return keys.stream().filter(items::containsKey).map(items::get).map(SagaItems::instance);
    }

    /** Reads one page of each part of an index at the same time, to be merged. */
    private List<Map<String, AttributeValue>> inAllParts(IntFunction<QueryRequest> query) {
        var looks = IntStream.range(0, IndexKey.PARTS)
                .mapToObj(query)
                .<Supplier<QueryResponse>>map(request -> () -> send(request))
                .toList();
        return AtOnce.all(looks).stream().flatMap(page -> page.items().stream()).toList();
    }

    private QueryResponse send(QueryRequest request) {
        try {
            return client.query(request);
        } catch (SdkException e) {
            throw Failure.toStoreException(e, tables.sagas());
        }
    }

    private QueryRequest.Builder query() {
        return QueryRequest.builder().tableName(tables.sagas()).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }

    private static void checkLimit(int limit) {
        checkLimit(limit, PAGE_MAX);
    }

    private static void checkLimit(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw new IllegalArgumentException("a page holds 1.." + max);
        }
    }
}
