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
 * What one lookup is asked for.
 *
 * @param value as the lookup normalised it
 * @param from of its sort, inclusive; null = from the beginning
 * @param to of its sort, inclusive, with everything that begins with it; null = to the end
 */
record Sought<R>(
        Place<R> place,
        String value,
        @Nullable String from,
        @Nullable String to) {
    /** Whether the row, as it is now, is among what is asked for. */
    boolean matches(R row) {
        return found(row).findAny().isPresent();
    }

    /** The first of the places at which the row, as it is now, is found: there it is shown, and nowhere else. */
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

    /** @param places to look at; at most {@link RowReader#PAGE_MAX} are */
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
