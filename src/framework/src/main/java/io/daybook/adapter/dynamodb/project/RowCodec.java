package io.daybook.adapter.dynamodb.project;

import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.StateCodec;
import org.jspecify.annotations.Nullable;

/** Turns rows into their stored form, with values as text, and back. */
record RowCodec<R>(StateCodec<R> values) {
    Row<String> encode(Row<R> row) {
        var value = row.value();
        return with(row, value == null ? null : values.encode(value));
    }

    Row<R> decode(Row<String> row) {
        var value = row.value();
        return with(row, value == null ? null : values.decode(value));
    }

    static <T> Row<T> with(Row<?> row, @Nullable T value) {
        return new Row<>(row.key(), row.version(), row.revision(), value, row.keys(), row.entries());
    }
}
