package io.daybook.adapter.lambda.query;

import io.daybook.kernel.project.IndexKey;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTable.IndexQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up in an index and shows those that are still what was looked for: the index may be behind its rows. A row
 * that is found at several places is shown at the first of them only, on whatever page that is.
 */
final class RowSearch<R> {
    /** Looks into the index for one page; a page may be short where many places are outdated, and the list goes on. */
    private static final int LOOKS_MAX = 10;

    /** Words of name and email with the same beginning are common: the name is often part of the email. */
    private static final int PLACES_OF_A_WORD = 3;

    private final Rows<R> rows;
    private final Lookup lookup;
    private final String value;
    private final String prefix;

    /** @param sought as the lookup normalised it */
    RowSearch(Rows<R> rows, Lookup lookup, String sought) {
        boolean isPrefix = lookup.match() == Lookup.Match.PREFIX;
        this.rows = rows;
        this.lookup = lookup;
        this.value = isPrefix ? IndexKey.ofWord(lookup.index(), sought).value() : sought;
        this.prefix = isPrefix ? sought : "";
    }

    /** @param at where the list goes on behind it */
    record Hit<R>(R row, String at) {}

    /** @return where the search goes on behind all that was looked at; null where it came to the end */
    @Nullable
    String fill(RowPage<R> page, @Nullable String after, int limit) {
        @Nullable String next = after;
        for (int look = 0; look < LOOKS_MAX; look++) {
            var found = rows.table().find(query(next, limit));
            addShown(found.hits(), page);
            next = found.next();
            if (next == null || page.portion() == 0) {
                break;
            }
        }
        return next;
    }

    private IndexQuery query(@Nullable String after, int limit) {
        int places = lookup.match() == Lookup.Match.PREFIX ? PLACES_OF_A_WORD * limit : limit;
        return new IndexQuery(
                lookup.index(),
                value,
                lookup.match() == Lookup.Match.SPREAD_DESCENDING,
                prefix.isEmpty() ? null : prefix,
                prefix.isEmpty() ? null : prefix,
                switch (lookup.match()) {
                    case EXACT, PREFIX -> false;
                    case EXACT_DESCENDING, SPREAD_DESCENDING -> true;
                },
                after,
                Math.min(places + 1, ReadTable.PAGE_MAX));
    }

    /** Reads no more rows at once than the page can show, so that a prefix of many words is not dear. */
    private void addShown(List<ReadTable.Hit> places, RowPage<R> page) {
        int from = 0;
        while (from < places.size() && page.portion() > 0) {
            int wanted = page.portion();
            var keys = new LinkedHashSet<String>();
            int to = from;
            while (to < places.size()
                    && (keys.size() < wanted || keys.contains(places.get(to).key()))) {
                keys.add(places.get(to).key());
                to++;
            }
            page.add(shown(places.subList(from, to), keys));
            from = to;
        }
    }

    private List<Hit<R>> shown(List<ReadTable.Hit> places, Set<String> keys) {
        var hits = new ArrayList<Hit<R>>();
        var found = rows.table().readAll(keys, true);
        for (var place : places) {
            var row = found.get(place.key());
            if (row != null && row.value() != null && isAt(row.value(), place)) {
                hits.add(new Hit<>(row.value(), place.at()));
            }
        }
        return hits;
    }

    /** Whether this is the first of the places at which the row, as it is now, is found. */
    private boolean isAt(R row, ReadTable.Hit place) {
        Optional<String> first = Stream.concat(
                        rows.projection().keys(row).stream(), rows.projection().entries(row).stream())
                .filter(key -> key.index().equals(lookup.index())
                        && key.value().equals(value)
                        && key.sort().startsWith(prefix))
                .map(IndexKey::sort)
                .sorted()
                .findFirst();
        return first.filter(place.sort()::equals).isPresent();
    }
}
