package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.consume.OperatorItems.Paused;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.operate.AuditEntry;
import io.daybook.kernel.operate.OperatorTable;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What operators decide, on DynamoDB, in the table of projections. Lists are read from its index, where an item may show
 * a moment after it was written. Safe for use by several threads.
 */
public final class DynamoOperatorTable implements OperatorTable {
    /** Operators who pause consumers at the same moment. More are told to try again. */
    private static final int OVERTAKEN_MAX = 20;

    /** A bound after every place. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final String table;
    private final Backoff backoff;
    private final KeyReads reads;
    private final Replacements replacements;
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
        this.index = new ProgressIndex(client, table);
    }

    @Override
    public Map<String, Pause> paused() {
        return readPaused().consumers();
    }

    private Paused readPaused() {
        return OperatorItems.paused(reads.get(table, OperatorItems.PAUSED_KEY));
    }

    @Override
    public void pause(String consumer, Pause pause) {
        change(consumers -> consumers.putIfAbsent(consumer, pause));
    }

    @Override
    public void resume(String consumer) {
        change(consumers -> consumers.remove(consumer));
    }

    private void change(Consumer<Map<String, Pause>> how) {
        var seen = readPaused();
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            var consumers = new HashMap<>(seen.consumers());
            how.accept(consumers);
            if (consumers.equals(seen.consumers())) {
                return;
            }
            var there = replace(seen, new Paused(seen.revision() + 1, consumers));
            if (there.isEmpty()) {
                return;
            }
            seen = there.get();
            backoff.pause(attempt);
        }
        throw new StoreThrottledException("other operators paused or resumed consumers at every attempt");
    }

    /** @return what is there instead; empty if it was written */
    private Optional<Paused> replace(Paused seen, Paused next) {
        var unchanged = seen.revision() == 0
                ? Condition.absent(ProgressItems.ITEM)
                : Condition.equal(OperatorItems.REVISION, Attributes.number(seen.revision()));
        return replacements.put(
                OperatorItems.PAUSED_KEY,
                OperatorItems.ofPaused(next),
                unchanged,
                List.of(),
                new Replacements.Change<>(OperatorItems::paused, seen::equals, next));
    }

    @Override
    public Optional<Skip> skipped(String consumer, StreamName stream, long version) {
        return skipIn(reads.get(table, OperatorItems.skipKey(consumer, stream, version)));
    }

    @Override
    public Skip skip(Skip skip) {
        var key = OperatorItems.skipKey(skip.consumer(), skip.stream(), skip.version());
        return putNew(key, OperatorItems.ofSkip(skip), DynamoOperatorTable::skipIn, Optional.of(skip))
                .flatMap(Function.identity())
                .orElse(skip);
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
