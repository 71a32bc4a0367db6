package io.daybook.adapter.dynamodb.project;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Compression;
import io.daybook.adapter.dynamodb.capacity.ItemSize;
import io.daybook.adapter.dynamodb.consume.ProgressItems;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.rows.Index;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.RowReader.Hit;
import io.daybook.kernel.rows.UnstorableRowException;
import io.daybook.kernel.store.LimitWatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the rows of one projection, and their entries, are stored in a read table. A row and an entry have the same two
 * attributes for an index NAME: NAME holds projection, generation, value and part; NAMESort holds the sort and the
 * row's key. An entry has only these and its key.
 */
final class ReadItems {
    /** Hash key of read tables. */
    static final String KEY = "key";

    private static final List<String> KEYS = List.of(KEY);

    static final String REVISION = "revision";
    static final String ROW = "row";

    /** Source: DynamoDB, a partition key is at most 2,048 bytes long. */
    static final int HASH_BYTES_MAX = 2_048;

    /** Source: DynamoDB, a sort key is at most 1,024 bytes long; the rest is for the bounds of a search. */
    static final int RANGE_BYTES_MAX = 1_000;

    private static final String VERSION = "version";
    private static final String ENTRIES = "entries";
    private static final Set<String> OWN = Set.of(KEY, VERSION, REVISION, ROW, ENTRIES, ProgressItems.HASH);

    /** Lower than any other character, so that a sort comes before longer ones that begin with it. */
    private static final char BEFORE_KEY = '\0';

    private static final String SPREAD = "*";

    private final String rows;
    private final String entries;
    private final LimitWatch limits;

    /**
     * Names of projections and generations contain neither # nor a dot, so keys of rows and entries never collide.
     *
     * @param limits is told about large rows
     */
    ReadItems(String projection, String generation, LimitWatch limits) {
        this.limits = limits;
        this.rows = rows(projection, generation);
        this.entries = entries(projection, generation);
    }

    /** What the keys of all rows of a generation begin with. */
    static String rows(String projection, String generation) {
        return projection + "#" + generation + "#";
    }

    /** What the keys of all entries of a generation begin with. */
    static String entries(String projection, String generation) {
        return projection + "#" + generation + ".entry#";
    }

    Map<String, AttributeValue> rowKey(String key) {
        return Map.of(KEY, Attributes.text(rows + key));
    }

    Map<String, AttributeValue> entryKey(String rowKey, IndexKey entry) {
        return Map.of(KEY, Attributes.text(entries + text(entry) + "#" + rowKey));
    }

    /** @throws UnstorableRowException if it is larger than DynamoDB allows */
    Map<String, AttributeValue> ofRow(Row<String> row) {
        var item = new HashMap<>(rowKey(row.key()));
        item.put(VERSION, Attributes.number(row.version()));
        item.put(REVISION, Attributes.number(row.revision()));
        ProgressItems.putHash(item, row.hash());
        if (row.value() != null) {
            item.put(ROW, Attributes.text(row.value()));
        }
        if (!row.entries().isEmpty()) {
            var texts = new TreeSet<String>();
            row.entries().forEach(entry -> texts.add(text(entry)));
            item.put(ENTRIES, AttributeValue.fromSs(List.copyOf(texts)));
        }
        row.keys().forEach(key -> putIndex(item, row.key(), key));
        var compact = Compression.compact(item, ROW);
        int bytes = ItemSize.bytes(compact);
        if (!limits.isWithin(LimitWatch.Limit.ROW, rows + row.key(), bytes)) {
            checkLength("a row", bytes, LimitWatch.Limit.ROW.max());
        }
        checkLength("a row's key", keyBytes(item), HASH_BYTES_MAX);
        return compact;
    }

    /** @throws UnstorableRowException if it is longer than DynamoDB allows */
    Map<String, AttributeValue> ofEntry(String rowKey, IndexKey entry) {
        var item = new HashMap<>(entryKey(rowKey, entry));
        putIndex(item, rowKey, entry);
        checkLength("an entry's key", keyBytes(item), HASH_BYTES_MAX);
        return item;
    }

    /** @throws CorruptStreamException if it is not a row of this projection */
    Row<String> row(Map<String, AttributeValue> item) {
        return Attributes.read(item, KEYS, () -> {
            var key = Attributes.text(item, KEY);
            if (!key.startsWith(rows)) {
                throw new IOException("the key is another projection's");
            }
            var value = item.get(ROW);
            return new Row<>(
                    key.substring(rows.length()),
                    Attributes.number(item, VERSION),
                    Attributes.number(item, REVISION),
                    value == null ? null : Compression.text(value),
                    keys(item),
                    entries(item),
                    ProgressItems.hash(item));
        });
    }

    /** The row at this key, which does not exist if the item is empty. */
    Row<String> row(String key, Map<String, AttributeValue> item) {
        return item.isEmpty() ? Row.none(key) : row(item);
    }

    /**
     * The index's hash key.
     *
     * @param part null if values are not spread
     */
    String hash(String value, @Nullable Integer part) {
        return rows + escape(value) + (part == null ? "" : "#" + part);
    }

    static String rangeName(String index) {
        return new Index(index).rangeKey();
    }

    /** @throws CorruptStreamException if the item is not in this index */
    static String range(Map<String, AttributeValue> item, String index) {
        return Attributes.read(item, KEYS, () -> Attributes.text(item, rangeName(index)));
    }

    /** Reads an index's range key. The key itself is the place in the index. */
    static Hit hit(String range) {
        int end = range.lastIndexOf(BEFORE_KEY);
        return new Hit(keyOf(range.substring(end + 1)), range.substring(0, end), range);
    }

    /** A row's key with {@link #BEFORE_KEY} escaped, because a client may have written any character. */
    private static String behindSort(String rowKey) {
        return rowKey.replace("\1", "\1\2").replace("\0", "\1\1");
    }

    private static String keyOf(String behindSort) {
        return behindSort.replace("\1\1", "\0").replace("\1\2", "\1");
    }

    private void putIndex(Map<String, AttributeValue> item, String rowKey, IndexKey key) {
        if (OWN.contains(key.index())) {
            throw new UnstorableRowException("an index may not be called " + key.index());
        }
        var hash = hash(key.value(), key.spread() ? IndexKey.part(rowKey) : null);
        var range = key.sort() + BEFORE_KEY + behindSort(rowKey);
        checkLength("a value of the index " + key.index(), ItemSize.utf8Bytes(hash), HASH_BYTES_MAX);
        checkLength("a sort of the index " + key.index(), ItemSize.utf8Bytes(range), RANGE_BYTES_MAX);
        item.put(key.index(), Attributes.text(hash));
        item.put(rangeName(key.index()), Attributes.text(range));
    }

    /** Sorted by index. */
    private List<IndexKey> keys(Map<String, AttributeValue> item) throws IOException {
        var keys = new ArrayList<IndexKey>();
        for (var index : item.keySet()) {
            if (!OWN.contains(index) && item.containsKey(rangeName(index))) {
                var value = Attributes.text(item, index).substring(rows.length());
                int part = value.indexOf('#');
                keys.add(new IndexKey(
                        index,
                        unescape(part < 0 ? value : value.substring(0, part)),
                        hit(Attributes.text(item, rangeName(index))).sort(),
                        part >= 0));
            }
        }
        keys.sort(Comparator.comparing(IndexKey::index));
        return keys;
    }

    private static Set<IndexKey> entries(Map<String, AttributeValue> item) throws IOException {
        var found = new HashSet<IndexKey>();
        var texts = item.get(ENTRIES);
        for (var text : texts == null ? List.<String>of() : texts.ss()) {
            var parts = text.split("#", -1);
            if (parts.length != 3) {
                throw new IOException("an entry is not index, value and sort");
            }
            boolean spread = parts[0].endsWith(SPREAD);
            var index = spread ? parts[0].substring(0, parts[0].length() - SPREAD.length()) : parts[0];
            found.add(new IndexKey(index, unescape(parts[1]), unescape(parts[2]), spread));
        }
        return found;
    }

    /** Index, value and sort, which are unique among the entries of a row. */
    private static String text(IndexKey entry) {
        return entry.index() + (entry.spread() ? SPREAD : "") + "#" + escape(entry.value()) + "#"
                + escape(entry.sort());
    }

    private static String escape(String text) {
        return text.replace("%", "%25").replace("#", "%23");
    }

    private static String unescape(String text) {
        return text.replace("%23", "#").replace("%25", "%");
    }

    private static int keyBytes(Map<String, AttributeValue> item) {
        var key = item.get(KEY);
        return key == null ? 0 : ItemSize.utf8Bytes(key.s());
    }

    private static void checkLength(String what, int bytes, int bytesMax) {
        if (bytes > bytesMax) {
            throw new UnstorableRowException(what + " is " + bytes + " bytes long; the limit is " + bytesMax);
        }
    }
}
