package io.daybook.adapter.lambda.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.kernel.generation.ServedRows;
import java.util.ArrayList;
import java.util.List;

/** Lists rows that are looked up by an index, in pages. */
public final class RowList {
    private static final int LIMIT_DEFAULT = 20;

    private final ObjectMapper mapper;

    public RowList(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    <R> HttpAnswer answer(HttpRequest request, Rows<R> rows) {
        var places = rows.indexes().places();
        var known = new ArrayList<>(List.of("limit", "cursor"));
        known.addAll(RowQuestion.parameters(places));
        var parameters = QueryParameters.of(request, known);
        int limit = parameters.limit(LIMIT_DEFAULT);
        var asked = RowQuestion.of(parameters, places);
        if (asked.isEmpty()) {
            parameters.check();
            throw new IllegalStateException("a list that cannot be answered was not refused");
        }
        var question = asked.get();
        var list = "/" + rows.collection() + "?" + question.text();
        var after = Cursors.position(parameters, list, Cursors.IN_GENERATION);
        parameters.check();
        var lookup = question.first().place().lookup().parameter().name();
        if (!rows.access()
                .lists(request.caller(), lookup, parameters.text(lookup).orElse(""))) {
            throw new ProblemException(Problem.forbidden("The caller may not ask for this list."));
        }
        var served = after.isEmpty() ? rows.served() : goOn(parameters, rows, after.get());
        var place = after.map(text -> text.substring(text.indexOf(' ') + 1)).orElse(null);
        var page = new RowPage<>(limit, rows.json(), mapper);
        var next = new RowSearch<>(served.rows(), question, row -> rows.access().shows(request.caller(), row))
                .fill(page, place, limit);
        return HttpAnswer.json(200, "found", page.answer(next, at -> Cursors.of(list, served.generation() + " " + at)));
    }

    /** A list goes on in the generation in which it was begun, because places in another one may differ. */
    private static <R> ServedRows.Served<R> goOn(QueryParameters parameters, Rows<R> rows, String after) {
        var served = rows.table().again(after.substring(0, after.indexOf(' ')));
        if (served.isEmpty()) {
            Cursors.refuse(parameters);
            parameters.check();
        }
        return served.orElseThrow();
    }
}
