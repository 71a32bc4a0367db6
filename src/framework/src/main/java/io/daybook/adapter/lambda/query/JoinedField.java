package io.daybook.adapter.lambda.query;

import io.daybook.kernel.generation.ServedRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field that rows show from rows of another table.
 *
 * @param after the field that it follows
 * @param key of the other row; null if there is none
 */
public record JoinedField<R, O>(
        String after, String field, Function<R, @Nullable String> key, ServedRows<O> table, Function<O, String> value) {
    /** The field's value for each of these rows whose other row is known; empty if that is a tombstone. */
    Map<R, Optional<String>> read(List<R> rows) {
        var keyOf = new HashMap<R, String>();
        for (var row : rows) {
            var other = key.apply(row);
            if (other != null) {
                keyOf.put(row, other);
            }
        }
        if (keyOf.isEmpty()) {
            return Map.of();
        }
        // While the other table is being built for this release, its rows are unknown.
        var found = table.now()
                .map(served -> served.rows().readAll(Set.copyOf(keyOf.values()), false))
                .orElse(Map.of());
        var values = new HashMap<R, Optional<String>>();
        keyOf.forEach((row, other) -> {
            var joined = found.get(other);
            if (joined != null) {
                values.put(row, Optional.ofNullable(joined.value()).map(value));
            }
        });
        return values;
    }
}
