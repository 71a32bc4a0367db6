package io.daybook.adapter.lambda.query;

import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.RowIndexes.Place;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.RowReader;
import io.daybook.kernel.rows.RowReader.IndexQuery;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks one lookup for.
 *
 * @param value normalised by the lookup
 * @param from the first sort, inclusive; null to begin at the beginning
 * @param to the last sort, inclusive, with everything that begins with it; null to go to the end
 */
record Sought<R>(
        Place<R> place,
        String value,
        @Nullable String from,
        @Nullable String to) {
    /** Whether the present row is among those that are asked for. */
    boolean matches(R row) {
        return found(row).findAny().isPresent();
    }

    /** The first of the places at which the present row is found. It is shown there and nowhere else. */
    Optional<String> firstSort(R row) {
        var sorts = found(row).map(key -> place.key(key).sort());
        return place.lookup().order().descending() ? sorts.max(IndexKey.ORDER) : sorts.min(IndexKey.ORDER);
    }

    private Stream<Lookup.Key> found(R row) {
        return place.lookup().found().apply(row).stream()
                .filter(key -> place.lookup().matches(key, value) && isWithin(key.sort()));
    }

    private boolean isWithin(String sort) {
        return (from == null || IndexKey.ORDER.compare(sort, from) >= 0)
                && (to == null || IndexKey.ORDER.compare(sort, to) <= 0 || sort.startsWith(to));
    }

    /** @param places how many to read; at most {@link RowReader#PAGE_MAX} */
    IndexQuery query(@Nullable String after, int places) {
        var key = place.key(new Lookup.Key(value, ""));
        boolean isWord = isWord();
        return new IndexQuery(
                key.index(),
                key.value(),
                key.spread(),
                isWord ? value : from,
                isWord ? value : to,
                place.lookup().order().descending(),
                after,
                Math.min(places, RowReader.PAGE_MAX));
    }

    boolean isWord() {
        return place.lookup().index().places() == Lookup.Places.WORDS;
    }
}
