package io.daybook.adapter.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Replaces items of one table, each only if it is unchanged since it was read. */
public final class Replacements {
    private final DynamoDbClient client;
    private final String table;
    private final KeyReads reads;
    private final Writes writes;

    public Replacements(DynamoDbClient client, String table, KeyReads reads, Writes writes) {
        this.client = client;
        this.table = table;
        this.reads = reads;
        this.writes = writes;
    }

    /**
     * What is known of an item.
     *
     * @param read from the item, which is empty if there is none
     * @param isBefore whether this is the item to be replaced, so that an attempt under way may still be taken
     * @param wanted the value as it will be read when it is written
     */
    public record Change<S>(Function<Map<String, AttributeValue>, S> read, Predicate<S> isBefore, S wanted) {}

    /**
     * Puts an item, and takes the other actions with it or not at all.
     *
     * @param condition on the item in its place
     * @param others further actions of the same transaction, without conditions; without any, the item is put on its
     *     own, which costs less
     * @return empty if it was written, else the item that is there instead
     * @throws io.daybook.kernel.failure.StoreException as {@link Writes#settle}
     */
    public <S> Optional<S> put(
            Map<String, AttributeValue> key,
            Map<String, AttributeValue> item,
            Condition condition,
            List<TransactWriteItem> others,
            Change<S> change) {
        return writes.settle(new Replacement<>(key, request(item, condition, others), change));
    }

    /** The same request at every attempt. */
    private Runnable request(Map<String, AttributeValue> item, Condition condition, List<TransactWriteItem> others) {
        if (others.isEmpty()) {
            var put = condition.put(table, item);
            return () -> client.putItem(put);
        }
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(condition.putAction(table, item));
        actions.addAll(others);
        var transaction = Transactions.request(actions);
        return () -> client.transactWriteItems(transaction);
    }

    private final class Replacement<S> implements Writes.Conditional<S> {
        private final Map<String, AttributeValue> key;
        private final Runnable request;
        private final Change<S> change;

        Replacement(Map<String, AttributeValue> key, Runnable request, Change<S> change) {
            this.key = key;
            this.request = request;
            this.change = change;
        }

        @Override
        public Optional<S> attempt() {
            try {
                request.run();
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(change.read().apply(e.item()));
            } catch (TransactionCanceledException e) {
                var first = e.cancellationReasons().stream().findFirst().filter(Transactions::failed);
                return Optional.of(
                        change.read().apply(first.orElseThrow(() -> e).item()));
            }
        }

        @Override
        public S look() {
            return change.read().apply(reads.get(table, key));
        }

        @Override
        public boolean isWanted(S there) {
            return there.equals(change.wanted());
        }

        @Override
        public boolean isBefore(S there) {
            return change.isBefore().test(there);
        }
    }
}
