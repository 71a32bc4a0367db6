package io.daybook.kernel.project;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of one projection in one generation. Technical failures are {@link io.daybook.kernel.store.StoreException}s. */
public interface ReadTable<R> {
    /** How many rows one page holds at most. Source: DynamoDB, BatchGetItem takes at most 100 keys. */
    int PAGE_MAX = 100;

    /** Strongly consistent; tombstones too. Empty where nothing was ever written. */
    Optional<Row<R>> read(String key);

    /** By key; what was never written is left out. */
    Map<String, Row<R>> readAll(Collection<String> keys, boolean consistent);

    /**
     * Writes a row and the difference of its entries, all or nothing for a reader who checks what he finds against the
     * row.
     *
     * @param before as it was read; the row is only written where it is still at this revision
     * @param next with the revision of {@code before}; it is stored with one more, or with several more where its entries
     *     take several steps
     * @throws io.daybook.kernel.store.StoreInDoubtException if it is not known whether it was written; reading and
     *     writing again is safe
     * @throws UnstorableRowException if no repetition can store it
     */
    Written<R> write(Row<R> before, Row<R> next);

    /** What became of a write. */
    sealed interface Written<R> {
        /** As it is stored now. */
        Row<R> row();

        /** The characters of the row's value as it is stored, before any compression; 0 = a tombstone. */
        int valueLength();

        /** It was written. */
        record Done<R>(Row<R> row, int valueLength) implements Written<R> {}

        /** Another writer was faster; nothing was written. */
        record Overtaken<R>(Row<R> row, int valueLength) implements Written<R> {}
    }

    /** Keys found in an index, which may be a moment behind the rows. */
    Found find(IndexQuery query);

    /**
     * A part of an index.
     *
     * @param value what is looked up
     * @param spread whether its keys are spread over parts
     * @param from the first sort, inclusive; null = from the beginning
     * @param to the last sort, inclusive, with everything that begins with it; null = to the end
     * @param after where the page before ended; null = the first page
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
     * @param at as {@link IndexQuery#after}: behind this one
     */
    record Hit(String key, String sort, String at) {}
}
