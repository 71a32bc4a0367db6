package io.daybook.kernel.project;

import io.daybook.kernel.rows.Index;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.ReadTables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys by which the lookups of a read model find its rows. In the shared table, all lookups use one index. Of
 * several lookups that use the same index, the first has its values as they are. The values of each other one begin
 * with its parameter and are items of their own, because a row itself can have only one place in an index.
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
     * The place in which one lookup finds rows.
     *
     * @param index the name of the index
     * @param prefix of the values of this lookup
     * @param onRow whether its keys are stored with the row; otherwise they are entries
     */
    public record Place<R>(Lookup<R> lookup, String index, String prefix, boolean onRow) {
        public Stream<IndexKey> keys(R row) {
            return lookup.found().apply(row).stream().map(this::key);
        }

        /** @param key to look up; with any sort, the key at which the search begins */
        public IndexKey key(Lookup.Key key) {
            boolean isWord = lookup.index().places() == Lookup.Places.WORDS;
            return new IndexKey(
                    index,
                    prefix + (isWord ? IndexKey.beginning(key.value()) : key.value()),
                    isWord ? key.value() : key.sort(),
                    lookup.index().spread());
        }
    }

    /** What the table must have. */
    public List<Index> indexes() {
        return places.stream().map(Place::index).distinct().map(Index::new).toList();
    }

    /** The keys that are stored with a row, at most one for each index. */
    public List<IndexKey> keys(R row) {
        return places.stream()
                .filter(Place::onRow)
                .flatMap(place -> place.keys(row))
                .toList();
    }

    /** The entries, each an item of its own. */
    public Set<IndexKey> entries(R row) {
        return places.stream()
                .filter(place -> !place.onRow())
                .flatMap(place -> place.keys(row))
                .collect(Collectors.toUnmodifiableSet());
    }
}
