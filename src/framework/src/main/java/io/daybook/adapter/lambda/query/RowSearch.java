package io.daybook.adapter.lambda.query;

import io.daybook.kernel.rows.RowReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks rows up in an index and shows those that still match, because the index may be behind its rows. A row that is
 * found at several places is shown only at the first of them, on whatever page that is.
 */
final class RowSearch<R> {
    /**
     * How often the index is read for one page. If many places show nothing, a page may be short, and the list goes on.
     */
    private static final int LOOKS_MAX = 10;

    /** Several words of a row often have the same beginning, such as those of a name and an email address. */
    private static final int PLACES_OF_A_WORD = 3;

    /** How many rows are read at once if some will be filtered out: at most 10 MB, of 400 KB each. */
    private static final int SIFTED_MIN = 25;

    private final RowReader<R> table;
    private final RowQuestion<R> question;
    private final Predicate<R> access;

    /** @param access whether the caller may see a row */
    RowSearch(RowReader<R> table, RowQuestion<R> question, Predicate<R> access) {
        this.table = table;
        this.question = question;
        this.access = access;
    }

    /** @param at where the list goes on after it */
    record Hit<R>(R row, String at) {}

    /** @return where the search goes on after everything that was read; null at the end */
    @Nullable
    String fill(RowPage<R> page, @Nullable String after, int limit) {
        @Nullable String next = after;
        for (int look = 0; look < LOOKS_MAX; look++) {
            var found = table.find(question.first().query(next, places(limit)));
            addShown(found.hits(), page);
            next = found.next();
            if (next == null || page.portion() == 0) {
                break;
            }
        }
        return next;
    }

    private int places(int limit) {
        if (isSifted()) {
            return RowReader.PAGE_MAX;
        }
        return (question.first().isWord() ? PLACES_OF_A_WORD * limit : limit) + 1;
    }

    private boolean isSifted() {
        return !question.others().isEmpty();
    }

    /** Reads hardly more rows at once than the page can show, so that a prefix of many words does not cost too much. */
    private void addShown(List<RowReader.Hit> places, RowPage<R> page) {
        int from = 0;
        while (from < places.size() && page.portion() > 0) {
            int wanted = isSifted() ? Math.max(SIFTED_MIN, page.portion()) : page.portion();
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

    private List<Hit<R>> shown(List<RowReader.Hit> places, Set<String> keys) {
        var hits = new ArrayList<Hit<R>>();
        var found = table.readAll(keys, true);
        for (var place : places) {
            var row = found.get(place.key());
            if (row != null && row.value() != null && isShown(row.value(), place)) {
                hits.add(new Hit<>(row.value(), place.at()));
            }
        }
        return hits;
    }

    private boolean isShown(R row, RowReader.Hit place) {
        return access.test(row)
                && question.first().firstSort(row).filter(place.sort()::equals).isPresent()
                && question.others().stream().allMatch(other -> other.matches(row));
    }
}
