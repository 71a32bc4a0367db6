package io.daybook.adapter.dynamodb.project;

import io.daybook.kernel.rows.Row;
import io.daybook.kernel.store.StateCodec;

/** Turns rows into their stored form, with values as text, and back. */
record RowCodec<R>(StateCodec<R> values) {
    Row<String> encode(Row<R> row) {
        var value = row.value();
        return row.withValue(value == null ? null : values.encode(value));
    }

    Row<R> decode(Row<String> row) {
        var value = row.value();
        return row.withValue(value == null ? null : values.decode(value));
    }
}
