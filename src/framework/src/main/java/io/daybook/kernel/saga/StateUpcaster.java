package io.daybook.kernel.saga;

import io.daybook.kernel.PublicApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the state of an instance that an older release saved, when it is read. What is saved next has the newest
 * version.
 *
 * @param fromVersion the saga's version that it reads; it writes the next one
 * @param rewrite pure: a plain map in, a plain map out (values are strings, numbers, booleans, lists, maps or null)
 */
@PublicApi
public record StateUpcaster(int fromVersion, UnaryOperator<Map<String, @Nullable Object>> rewrite) {
    /**
     * Changes nothing. For a next version that only has more nullable components, which are null if they were not
     * saved, or fewer components.
     */
    public static StateUpcaster unchanged(int fromVersion) {
        return new StateUpcaster(fromVersion, fields -> fields);
    }

    /** The next version has one more component. */
    public static StateUpcaster addingField(int fromVersion, String field, Object value) {
        return new StateUpcaster(fromVersion, fields -> {
            var more = new LinkedHashMap<String, @Nullable Object>(fields);
            more.put(field, value);
            return more;
        });
    }
}
