package io.daybook.kernel.rows;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one projection. Technical failures are {@link io.daybook.kernel.failure.StoreException}s. */
public interface RowReader<R> {
    /** How many rows one page holds at most. Source: DynamoDB, BatchGetItem takes at most 100 keys. */
    int PAGE_MAX = 100;

    /** Reads with strong consistency, tombstones too. Empty if nothing was ever written. */
    Optional<Row<R>> read(String key);

    /** The rows by key, without those that were never written. */
    Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent);

    /** Keys found in an index, which may be a moment behind the rows. */
    Found find(IndexQuery query);

    /**
     * A part of an index.
     *
     * @param value what is looked up
     * @param spread whether its keys are spread over parts
     * @param from the first sort, inclusive; null to begin at the beginning
     * @param to the last sort, inclusive, with everything that begins with it; null to go to the end
     * @param after where the page before ended; null for the first page
     * @param limit 1..{@link #PAGE_MAX}
     */
    record IndexQuery(
            String index,
            String value,
            boolean spread,
            @Nullable String from,
            @Nullable String to,
            boolean descending,
            @Nullable String after,
            int limit) {}

    /**
     * A page of an index, in order.
     *
     * @param next where the next page begins; null at the end
     */
    record Found(List<Hit> hits, @Nullable String next) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /**
     * One place in an index.
     *
     * @param key of the row
     * @param at as {@link IndexQuery#after}, to go on after this place
     */
    record Hit(String key, String sort, String at) {}
}
