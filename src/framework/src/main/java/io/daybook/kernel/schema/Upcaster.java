package io.daybook.kernel.schema;

import io.daybook.kernel.PublicApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites an event of an older schema when it is read. The stored event never changes. The rewrite is pure: plain maps
 * in, plain maps out (values are strings, numbers, booleans, lists, maps or null).
 *
 * @param type the stored name that it reads
 * @param fromSchema the schema that it reads
 */
@PublicApi
public record Upcaster(String type, int fromSchema, Rewrite rewrite) {
    /** Turns one stored event into the events that it means now: one, several (a split), or none (dropped). */
    @FunctionalInterface
    public interface Rewrite {
        List<Payload> apply(Map<String, @Nullable Object> fields);
    }

    /** The fields of an event in a named schema. */
    public record Payload(String type, int schema, Map<String, @Nullable Object> fields) {}

    /** The most common rewrite: the next schema of the same type has one more field. */
    public static Upcaster addingField(String type, int fromSchema, String field, Object value) {
        return new Upcaster(type, fromSchema, fields -> {
            var more = new LinkedHashMap<String, @Nullable Object>(fields);
            more.put(field, value);
            return List.of(new Payload(type, fromSchema + 1, more));
        });
    }
}
