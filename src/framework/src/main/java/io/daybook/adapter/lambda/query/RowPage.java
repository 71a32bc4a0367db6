package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.http.Page;
import io.daybook.adapter.lambda.http.PageBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A page of a list while it fills, which says how many more rows are worth reading. */
final class RowPage<R> {
    /** Until it is known how large the rows are: a page of the default limit, and one to know whether there are more. */
    private static final int FIRST_PORTION = 21;

    /** Rows near the end of a page that may be read in vain because they are larger than those before. */
    private static final int PORTION_MIN = 4;

    private final int limit;
    private final RowJson<R> json;
    private final PageBuilder page;
    private int portion = FIRST_PORTION;
    private boolean goesOn;
    private @Nullable String last;

    RowPage(int limit, RowJson<R> json, ObjectMapper mapper) {
        this.limit = limit;
        this.json = json;
        this.page = new PageBuilder(limit, mapper);
    }

    /** @return how many rows to look at next; 0 = the page is full, and the list goes on behind it */
    int portion() {
        return goesOn ? 0 : Math.min(portion, limit + 1);
    }

    /** @param hits in order, of one portion; not more than that */
    void add(List<RowSearch.Hit<R>> hits) {
        int shown = Math.min(hits.size(), limit - page.size());
        var items = json.of(hits.stream().limit(shown).map(RowSearch.Hit::row).toList());
        for (int i = 0; i < shown; i++) {
            if (!page.add(items.get(i).body())) {
                goesOn = true;
                return;
            }
            last = hits.get(i).at();
        }
        goesOn = hits.size() > shown;
        // Where the index is far behind its rows, many places show nothing: they are passed in ever larger steps.
        portion = hits.isEmpty() ? 2 * portion() : Math.max(PORTION_MIN, page.roomFor() + 1);
    }

    /**
     * The page as it is answered.
     *
     * @param next where the search ended; null at the end of the list
     * @param cursor what is said of a place
     */
    Page answer(@Nullable String next, UnaryOperator<String> cursor) {
        var from = goesOn ? String.valueOf(last) : next;
        return page.page(from == null ? null : cursor.apply(from));
    }
}
