package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.Decisions;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * What operators decide, on DynamoDB, in the table of projections. Lists are read from its index, where an item may show
 * a moment after it was written. Safe for use by several threads.
 */
public final class DynamoOperatorTable implements OperatorTable {
    /** Operators who decide something at the same moment. More are told to try again. */
    private static final int OVERTAKEN_MAX = 20;

    /** A bound after every place. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final String table;
    private final Backoff backoff;
    private final KeyReads reads;
    private final Replacements replacements;
    private final DynamoSharedTable<Decisions> standing;
    private final ProgressIndex index;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoOperatorTable(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.table = tables.projections();
        this.backoff = backoff;
        this.reads = new KeyReads(client, backoff);
        this.replacements = new Replacements(client, table, reads, new Writes(backoff, table));
        this.standing = new DynamoSharedTable<>(client, tables, new OperatorItems.Standing(), backoff);
        this.index = new ProgressIndex(client, table);
    }

    @Override
    public Decisions decisions() {
        return standing.read().value();
    }

    @Override
    public void pause(String consumer, Pause pause) {
        change(decisions -> decisions.pausing(consumer, pause));
    }

    @Override
    public void resume(String consumer) {
        change(decisions -> decisions.resuming(consumer));
    }

    private void change(UnaryOperator<Decisions> how) {
        var seen = standing.read();
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            var next = how.apply(seen.value());
            if (next.equals(seen.value())) {
                return;
            }
            var there = standing.replace(seen, next, List.of());
            if (there.isEmpty()) {
                return;
            }
            seen = there.get();
            backoff.pause(attempt);
        }
        throw overtaken();
    }

    private static StoreThrottledException overtaken() {
        return new StoreThrottledException("other operators decided something at every attempt");
    }

    @Override
    public Optional<Skip> skipped(String consumer, StreamName stream, long version) {
        return skipped(new Decisions.Event(consumer, stream, version));
    }

    private Optional<Skip> skipped(Decisions.Event event) {
        return skipIn(reads.get(table, OperatorItems.skipKey(event)));
    }

    /** Each skip changes the revision of the decisions. So one that is not there when they are read stays away. */
    @Override
    public Skip skip(Skip skip) {
        var seen = standing.read();
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            var before = skipped(skip.event());
            if (before.isPresent()) {
                return before.get();
            }
            var next = seen.value().skipping(skip.event());
            if (next.equals(seen.value())) {
                return skipUntold(skip);
            }
            var there = standing.replace(seen, next, List.of(put(OperatorItems.ofSkip(skip))));
            if (there.isEmpty()) {
                return skip;
            }
            seen = there.get();
            backoff.pause(attempt);
        }
        throw overtaken();
    }

    /** The decisions name as many as they can. */
    private Skip skipUntold(Skip skip) {
        var item = OperatorItems.ofSkip(skip);
        return putNew(OperatorItems.skipKey(skip.event()), item, DynamoOperatorTable::skipIn, Optional.of(skip))
                .flatMap(Function.identity())
                .orElse(skip);
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(Put.builder().tableName(table).item(item).build())
                .build();
    }

    private static Optional<Skip> skipIn(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Optional.empty() : Optional.of(OperatorItems.skip(item));
    }

    @Override
    public Page<Skip> skips(@Nullable String after, int limit) {
        return page(OperatorItems.SKIPPED, ">", after == null ? "0" : after, limit, OperatorItems::skip);
    }

    @Override
    public void record(AuditEntry entry) {
        putNew(
                OperatorItems.auditKey(entry),
                OperatorItems.ofAudit(entry),
                item -> item.isEmpty() ? Optional.empty() : Optional.of(OperatorItems.audit(item)),
                Optional.of(entry));
    }

    /** @return what was there before; empty if it was written */
    private <S> Optional<Optional<S>> putNew(
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> item,
            Function<Map<String, AttributeValue>, Optional<S>> read,
            Optional<S> wanted) {
        return replacements.put(
                key,
                item,
                Condition.absent(ProgressItems.ITEM),
                List.of(),
                new Replacements.Change<>(read, Optional::isEmpty, wanted));
    }

    @Override
    public Page<AuditEntry> audit(@Nullable String after, int limit) {
        return page(OperatorItems.AUDIT, "<", after == null ? LAST : after, limit, OperatorItems::audit);
    }

    private <T> Page<T> page(
            String partition,
            String comparison,
            String bound,
            int limit,
            Function<Map<String, AttributeValue>, T> read) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX);
        }
        var found = index.query(partition, comparison, bound, limit);
        var end = found.lastEvaluatedKey().get(ProgressItems.PARKED_SORT);
        return new Page<>(found.items().stream().map(read).toList(), end == null ? null : end.s());
    }
}
