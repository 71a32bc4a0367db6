package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.KeyReads;
import io.daybook.adapter.dynamodb.Replacements;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

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

    private final String table;
    private final ReadItems items;
    private final KeyReads reads;
    private final Replacements replacements;

    RowWrites(DynamoDbClient client, String table, ReadItems items, KeyReads reads, Writes writes) {
        this.table = table;
        this.items = items;
        this.reads = reads;
        this.replacements = new Replacements(client, table, reads, writes);
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
        var item = items.ofRow(row.withRevision(row.revision() + 1));
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
            var there = replace(row.revision(), step);
            if (there.isPresent()) {
                return new Written.Overtaken<>(there.get(), valueLength(there.get()));
            }
            row = step.row();
        }
        return new Written.Done<>(row, valueLength(row));
    }

    private Optional<Row<String>> replace(long revisionBefore, Step step) {
        var key = step.row().key();
        var item = items.ofRow(step.row());
        var change = new Replacements.Change<Row<String>>(
                there -> row(key, there), there -> there.revision() == revisionBefore, items.row(item));
        return replacements.put(items.rowKey(key), item, at(revisionBefore), step.changes(), change);
    }

    private static int valueLength(Row<String> row) {
        return row.value() == null ? 0 : row.value().length();
    }

    /**
     * One request.
     *
     * @param row as this request stores it
     */
    private record Step(Row<String> row, List<TransactWriteItem> changes) {}

    private List<Step> steps(Row<String> before, Row<String> next) {
        var added = minus(next.entries(), before.entries());
        var all = new ArrayList<>(added);
        all.addAll(minus(before.entries(), next.entries()));
        var entries = new HashSet<>(before.entries());
        var steps = new ArrayList<Step>();
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
            steps.add(new Step(
                    new Row<>(
                            next.key(), shown.version(), revision, shown.value(), shown.keys(), entries, shown.hash()),
                    changes));
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
}
