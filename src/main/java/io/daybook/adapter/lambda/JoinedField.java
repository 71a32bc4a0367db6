package io.daybook.adapter.lambda;

import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.Row;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that rows find in those of another table.
 *
 * @param after the field behind which it stands
 * @param key of the other row; null = none
 */
public record JoinedField<R, O>(
        String after, String field, Function<R, @Nullable String> key, ReadTable<O> table, Function<O, String> value) {
    /** The field's value for each of these rows; where the other row is unknown, there is none. */
    Map<R, String> read(List<R> rows) {
        var keys = new LinkedHashSet<String>();
        for (var row : rows) {
            var other = key.apply(row);
            if (other != null) {
                keys.add(other);
            }
        }
        var found = keys.isEmpty() ? Map.<String, Row<O>>of() : table.readAll(keys, false);
        var values = new HashMap<R, String>();
        for (var row : rows) {
            var other = found.get(key.apply(row));
            if (other != null && other.value() != null) {
                values.put(row, value.apply(other.value()));
            }
        }
        return values;
    }
}
