package io.daybook.adapter.dynamodb.consume;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.deliver.ParkedStreams;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreThrottledException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Marks on DynamoDB, in the table of projections. All are in one partition of its index, which takes 1,000 writes a
 * second. More are throttled, and so delivered again. Times are kept in milliseconds. Safe for use by several threads.
 */
public final class DynamoParkedStreams implements ParkedStreams {
    /** Functions that leave the same stream at the same moment. More are told to deliver it again. */
    private static final int OVERTAKEN_MAX = 20;

    /** A bound after everything that is due at the same time. */
    private static final String LAST = "#" + Character.toString(Character.MAX_CODE_POINT);

    private final DynamoDbClient client;
    private final String table;
    private final Backoff backoff;
    private final KeyReads reads;
    private final Writes writes;
    private final Replacements replacements;
    private final ProgressIndex index;

    /**
     * @param client with a time-out for each attempt; its retries are used for reads only
     * @param backoff the pauses between the attempts of a write
     */
    public DynamoParkedStreams(DynamoDbClient client, Tables tables, Backoff backoff) {
        this.client = client;
        this.table = tables.projections();
        this.reads = new KeyReads(client, backoff);
        this.writes = new Writes(backoff, table);
        this.replacements = new Replacements(client, table, reads, writes);
        this.index = new ProgressIndex(client, table);
        this.backoff = backoff;
    }

    @Override
    public boolean park(ParkedStream parked) {
        var put = Condition.absent(ProgressItems.ITEM)
                .or(Condition.differs(ProgressItems.VERSION, Attributes.number(parked.version())))
                .put(table, ProgressItems.ofParked(parked));
        var stood = new AtomicBoolean();
        settle(
                parked,
                () -> {
                    try {
                        client.putItem(put);
                    } catch (ConditionalCheckFailedException e) {
                        // An attempt that was not answered may have written this very mark.
                        var there = ProgressItems.parked(e.item());
                        stood.set(there.since().toEpochMilli() != parked.since().toEpochMilli());
                    }
                },
                there -> there.filter(it -> it.version() == parked.version()).isPresent());
        return !stood.get();
    }

    @Override
    public void leave(ParkedStream parked) {
        var there = find(parked.consumer(), parked.stream());
        for (int attempt = 1; attempt <= OVERTAKEN_MAX; attempt++) {
            var overtaken = leave(parked, there);
            if (overtaken.isEmpty()) {
                return;
            }
            there = overtaken.get();
            backoff.pause(attempt);
        }
        throw new StoreThrottledException("others changed the mark of " + parked.stream() + " at every attempt");
    }

    /** @return the mark that is there instead, if any; empty if this one was written */
    private Optional<Optional<ParkedStream>> leave(ParkedStream parked, Optional<ParkedStream> there) {
        var left = there.map(mark -> mark.leftAgain(parked)).orElse(parked);
        var item = ProgressItems.ofParked(left);
        return replacements.put(
                ProgressItems.parkedKey(parked.consumer(), parked.stream()),
                item,
                there.map(ProgressItems::at).orElse(Condition.absent(ProgressItems.ITEM)),
                List.of(),
                new Replacements.Change<>(
                        DynamoParkedStreams::markIn, there::equals, Optional.of(ProgressItems.parked(item))));
    }

    private static Optional<ParkedStream> markIn(Map<String, AttributeValue> item) {
        return item.isEmpty() ? Optional.empty() : Optional.of(ProgressItems.parked(item));
    }

    @Override
    public void replace(ParkedStream seen, ParkedStream next) {
        var put = ProgressItems.at(seen).put(table, ProgressItems.ofParked(next));
        settle(seen, () -> client.putItem(put), there -> hasChanged(there, seen));
    }

    @Override
    public void remove(ParkedStream seen) {
        var delete = ProgressItems.at(seen).delete(table, ProgressItems.parkedKey(seen.consumer(), seen.stream()));
        settle(seen, () -> client.deleteItem(delete), there -> hasChanged(there, seen));
    }

    private static boolean hasChanged(Optional<ParkedStream> there, ParkedStream seen) {
        return there.filter(it -> it.version() == seen.version()
                        && it.attempts() == seen.attempts()
                        && it.dueAt().toEpochMilli() == seen.dueAt().toEpochMilli())
                .isEmpty();
    }

    @Override
    public Optional<ParkedStream> find(String consumer, StreamName stream) {
        return markIn(reads.get(table, ProgressItems.parkedKey(consumer, stream)));
    }

    @Override
    public List<ParkedStream> due(Instant now) {
        return parked(query("<=", ProgressItems.due(now) + LAST, PAGE_MAX));
    }

    @Override
    public Page list(@Nullable String after, int limit) {
        if (limit < 1 || limit > PAGE_MAX) {
            throw new IllegalArgumentException("a page holds 1.." + PAGE_MAX + " parked streams");
        }
        var found = query(">", after == null ? "0" : after, limit);
        var end = found.lastEvaluatedKey().get(ProgressItems.PARKED_SORT);
        return new Page(parked(found), end == null ? null : end.s());
    }

    private static List<ParkedStream> parked(QueryResponse found) {
        return found.items().stream().map(ProgressItems::parked).toList();
    }

    /** It may be out of date. So whoever changes a mark does it on the condition that it is unchanged. */
    private QueryResponse query(String comparison, String bound, int limit) {
        return index.query(ProgressItems.PARKED, comparison, bound, limit);
    }

    /** If the condition fails, there is nothing to do. */
    private void settle(ParkedStream of, Runnable request, Predicate<Optional<ParkedStream>> isDone) {
        writes.settle(new Writes.Conditional<Optional<ParkedStream>>() {
            @Override
            public Optional<Optional<ParkedStream>> attempt() {
                try {
                    request.run();
                } catch (ConditionalCheckFailedException e) {
                    // It exists already, or has changed since.
                }
                return Optional.empty();
            }

            @Override
            public Optional<ParkedStream> look() {
                return find(of.consumer(), of.stream());
            }

            @Override
            public boolean isWanted(Optional<ParkedStream> there) {
                return isDone.test(there);
            }

            @Override
            public boolean isBefore(Optional<ParkedStream> there) {
                return true;
            }
        });
    }
}
