package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTable.Written;
import io.daybook.kernel.rows.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes rows with their entries. Entries that are added or removed are written in one transaction with the row, which
 * lists its entries. If that takes several transactions, the list is correct after each of them, so that the next
 * writer, after a crash in between, adds and removes exactly what is left. The value changes with the last additions:
 * before that the row is found as it was, and after that as it is now.
 */
final class RowWrites {
    /** Entries of one transaction. Source: DynamoDB, TransactWriteItems takes at most 100 actions; one is the row. */
    static final int ENTRIES_MAX = 99;

    private static final Comparator<IndexKey> ORDER =
            Comparator.comparing(IndexKey::index).thenComparing(IndexKey::value).thenComparing(IndexKey::sort);

    private final DynamoDbClient client;
    private final String table;
    private final ReadItems items;
    private final KeyReads reads;
    private final Writes writes;

    RowWrites(DynamoDbClient client, String table, ReadItems items, KeyReads reads, Writes writes) {
        this.client = client;
        this.table = table;
        this.items = items;
        this.reads = reads;
        this.writes = writes;
    }

    /** Strongly consistent. */
    Row<String> read(String key) {
        return row(key, reads.get(table, items.rowKey(key)));
    }

    Map<String, Row<String>> readAll(Collection<String> keys, boolean consistent) {
        var rows = new HashMap<String, Row<String>>();
        for (var item : reads.getAll(table, keys.stream().map(items::rowKey).toList(), consistent)) {
            var row = items.row(item);
            rows.put(row.key(), row);
        }
        return rows;
    }

    /** @param item empty if there is none */
    Row<String> row(String key, Map<String, AttributeValue> item) {
        return items.row(key, item);
    }

    /**
     * A row's action in a transaction.
     *
     * @param wanted the row as it will be read when it is stored
     */
    record RowPut(Row<String> wanted, TransactWriteItem action) {}

    /** @param row with the revision that it is to replace */
    RowPut put(Row<String> row) {
        var item = items.ofRow(
                new Row<>(row.key(), row.version(), row.revision() + 1, row.value(), row.keys(), row.entries()));
        return new RowPut(items.row(item), at(row.revision()).putAction(table, item));
    }

    private static Condition at(long revision) {
        return revision == 0
                ? Condition.absent(ReadItems.KEY)
                : Condition.equal(ReadItems.REVISION, Attributes.number(revision));
    }

    Written<String> write(Row<String> before, Row<String> next) {
        var row = before;
        for (var step : steps(before, next)) {
            var there = writes.settle(new Step(row.revision(), step.row(), step.changes()));
            if (there.isPresent()) {
                return new Written.Overtaken<>(there.get(), valueLength(there.get()));
            }
            row = step.row();
        }
        return new Written.Done<>(row, valueLength(row));
    }

    private static int valueLength(Row<String> row) {
        return row.value() == null ? 0 : row.value().length();
    }

    /**
     * One request.
     *
     * @param row as this request stores it
     */
    private record Plan(Row<String> row, List<TransactWriteItem> changes) {}

    private List<Plan> steps(Row<String> before, Row<String> next) {
        var added = minus(next.entries(), before.entries());
        var all = new ArrayList<>(added);
        all.addAll(minus(before.entries(), next.entries()));
        var entries = new HashSet<>(before.entries());
        var steps = new ArrayList<Plan>();
        int from = 0;
        do {
            int to = Math.min(from + ENTRIES_MAX, all.size());
            var changes = new ArrayList<TransactWriteItem>();
            for (int i = from; i < to; i++) {
                boolean isAdded = i < added.size();
                changes.add(isAdded ? put(next.key(), all.get(i)) : delete(next.key(), all.get(i)));
                if (isAdded) {
                    entries.add(all.get(i));
                } else {
                    entries.remove(all.get(i));
                }
            }
            var shown = to >= added.size() ? next : before;
            long revision = before.revision() + steps.size() + 1;
            steps.add(new Plan(
                    new Row<>(next.key(), shown.version(), revision, shown.value(), shown.keys(), entries), changes));
            from = to;
        } while (from < all.size());
        return steps;
    }

    private static List<IndexKey> minus(Set<IndexKey> all, Set<IndexKey> others) {
        return all.stream()
                .filter(entry -> !others.contains(entry))
                .sorted(ORDER)
                .toList();
    }

    private TransactWriteItem put(String rowKey, IndexKey entry) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table).item(items.ofEntry(rowKey, entry)))
                .build();
    }

    private TransactWriteItem delete(String rowKey, IndexKey entry) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(items.entryKey(rowKey, entry)))
                .build();
    }

    /** Writes the row and some of its entries: one put if there are no entries, else a transaction. */
    private final class Step implements Writes.Conditional<Row<String>> {
        private final long revisionBefore;
        private final Row<String> wanted;
        private final Runnable request;

        Step(long revisionBefore, Row<String> row, List<TransactWriteItem> changes) {
            var item = items.ofRow(row);
            this.revisionBefore = revisionBefore;
            this.wanted = items.row(item);
            this.request = changes.isEmpty() ? put(item) : transaction(item, changes);
        }

        private Runnable put(Map<String, AttributeValue> item) {
            var put = at(revisionBefore).put(table, item);
            return () -> client.putItem(put);
        }

        private Runnable transaction(Map<String, AttributeValue> item, List<TransactWriteItem> changes) {
            var actions = new ArrayList<TransactWriteItem>();
            actions.add(at(revisionBefore).putAction(table, item));
            actions.addAll(changes);
            var transaction = Transactions.request(actions);
            return () -> client.transactWriteItems(transaction);
        }

        @Override
        public Optional<Row<String>> attempt() {
            try {
                request.run();
                return Optional.empty();
            } catch (ConditionalCheckFailedException e) {
                return Optional.of(row(wanted.key(), e.item()));
            } catch (TransactionCanceledException e) {
                var ofRow = e.cancellationReasons().stream().findFirst();
                return Optional.of(ofRow.filter(Transactions::failed)
                        .map(reason -> row(wanted.key(), reason.item()))
                        .orElseThrow(() -> e));
            }
        }

        @Override
        public Row<String> look() {
            return read(wanted.key());
        }

        @Override
        public boolean isWanted(Row<String> there) {
            return there.equals(wanted);
        }

        @Override
        public boolean isBefore(Row<String> there) {
            return there.revision() == revisionBefore;
        }
    }
}
