package io.daybook.kernel.project;

import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the rows of a read model are found in its table, by its lookups. In the shared table, all lookups look in one
 * index. Of those that look in the same index, the first has its values as they are; the values of each other one begin
 * with its parameter and are items of their own, because a row itself stands at one place of an index only.
 */
public record RowIndexes<R>(List<Place<R>> places) {
    public RowIndexes {
        places = List.copyOf(places);
    }

    /** @param table the table's name in the template, without the stack's */
    public static <R> RowIndexes<R> of(String table, List<Lookup<R>> lookups) {
        var places = new ArrayList<Place<R>>();
        var taken = new HashSet<String>();
        for (var lookup : lookups) {
            var index = ReadTables.index(table, lookup.index().name());
            boolean isFirst = taken.add(index);
            boolean onRow = isFirst && lookup.index().places() == Lookup.Places.ONE;
            places.add(
                    new Place<>(lookup, index, isFirst ? "" : lookup.parameter().name() + "=", onRow));
        }
        return new RowIndexes<>(places);
    }

    /**
     * Where one lookup finds rows.
     *
     * @param index the name of the index
     * @param prefix before the values of this lookup
     * @param onRow whether its keys stand on the row; else they are entries
     */
    public record Place<R>(Lookup<R> lookup, String index, String prefix, boolean onRow) {
        public Stream<IndexKey> keys(R row) {
            return lookup.found().apply(row).stream().map(this::key);
        }

        /** @param key what is looked up, or, with any sort, where it begins */
        public IndexKey key(Lookup.Key key) {
            boolean isWord = lookup.index().places() == Lookup.Places.WORDS;
            return new IndexKey(
                    index,
                    prefix + (isWord ? IndexKey.beginning(key.value()) : key.value()),
                    isWord ? key.value() : key.sort(),
                    lookup.index().spread());
        }
    }

    /** The keys that stand on a row, at most one for each index. */
    public List<IndexKey> keys(R row) {
        return places.stream()
                .filter(Place::onRow)
                .flatMap(place -> place.keys(row))
                .toList();
    }

    /** The further places, each an item of its own. */
    public Set<IndexKey> entries(R row) {
        return places.stream()
                .filter(place -> !place.onRow())
                .flatMap(place -> place.keys(row))
                .collect(Collectors.toUnmodifiableSet());
    }
}
