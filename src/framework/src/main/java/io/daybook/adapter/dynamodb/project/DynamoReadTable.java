package io.daybook.adapter.dynamodb.project;

import io.daybook.kernel.rows.ReadTable;
import io.daybook.kernel.rows.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of one projection on DynamoDB. */
final class DynamoReadTable<R> implements ReadTable<R> {
    private final RowCodec<R> codec;
    private final RowWrites writes;
    private final IndexSearch search;

    DynamoReadTable(RowCodec<R> codec, RowWrites writes, IndexSearch search) {
        this.codec = codec;
        this.writes = writes;
        this.search = search;
    }

    RowCodec<R> codec() {
        return codec;
    }

    RowWrites writes() {
        return writes;
    }

    @Override
    public Optional<Row<R>> read(String key) {
        var row = writes.read(key);
        return row.revision() == 0 ? Optional.empty() : Optional.of(codec.decode(row));
    }

    @Override
    public Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent) {
        var rows = new HashMap<String, Row<R>>();
        writes.readAll(keys, consistent).forEach((key, row) -> rows.put(key, codec.decode(row)));
        return rows;
    }

    @Override
    public Written<R> write(Row<R> before, Row<R> next) {
        return switch (writes.write(codec.encode(before), codec.encode(next))) {
            case Written.Done<String>(var row, var length) -> new Written.Done<>(row.withValue(next.value()), length);
            case Written.Overtaken<String>(var row, var length) -> new Written.Overtaken<>(codec.decode(row), length);
        };
    }

    @Override
    public Found find(IndexQuery query) {
        return search.find(query);
    }
}
