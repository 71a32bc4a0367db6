package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.adapter.lambda.page.PageBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A page of a list while it is being filled. It says how many more rows to read. */
final class RowPage<R> {
    /** The first portion, before the size of the rows is known: a page of the default limit, and one more. */
    private static final int FIRST_PORTION = 21;

    /** How many rows near the end of a page may be read without use, because they are larger than those before. */
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

    /** @return how many rows to read next; 0 if the page is full */
    int portion() {
        return goesOn ? 0 : Math.min(portion, limit + 1);
    }

    /** @param hits in order, at most one portion */
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
        // If the index is far behind its rows, many places show nothing. They are passed in larger and larger steps.
        portion = hits.isEmpty() ? 2 * portion() : Math.max(PORTION_MIN, page.roomFor() + 1);
    }

    /**
     * The page as it is answered.
     *
     * @param next where the search ended; null at the end of the list
     * @param cursor makes the cursor of a place
     */
    Page answer(@Nullable String next, UnaryOperator<String> cursor) {
        var from = goesOn ? String.valueOf(last) : next;
        return page.page(from == null ? null : cursor.apply(from));
    }
}
