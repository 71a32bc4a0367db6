package io.daybook.adapter.lambda.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.adapter.lambda.page.Page;
import io.daybook.adapter.lambda.page.PageBuilder;
import io.daybook.kernel.saga.SagaTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances of a saga at a step, in pages, oldest first. */
final class SagaList {
    private static final int LIMIT_DEFAULT = 20;

    /** A partition key has at most 2,048 bytes (DynamoDB, "Service quotas"), and begins with the saga's name. */
    private static final int STEP_BYTES_MAX = 1_024;

    private final SagaTable table;
    private final ObjectMapper mapper;

    SagaList(SagaTable table, ObjectMapper mapper) {
        this.table = table;
        this.mapper = mapper;
    }

    HttpAnswer answer(HttpRequest request, String saga) {
        var parameters = QueryParameters.of(request, List.of("step", "limit", "cursor"));
        int limit = parameters.limit(LIMIT_DEFAULT);
        var step = step(parameters);
        var list = "/sagas/" + saga + "?step=" + step;
        var after = Cursors.position(parameters, list, Cursors.PLACE);
        parameters.check();
        return HttpAnswer.json(200, "found", page(new Place(saga, step, list, after.orElse(null)), limit));
    }

    /** Where a page begins. */
    private record Place(
            String saga, String step, String list, @Nullable String after) {}

    private Page page(Place place, int limit) {
        var found = table.atStep(place.saga(), place.step(), place.after(), limit);
        var page = new PageBuilder(limit, mapper);
        int added = 0;
        for (var instance : found.instances()) {
            if (!page.add(SagaAnswers.SagaItem.of(instance))) {
                // This is more than an answer holds, and only the table knows where a shorter page ends.
                return page(place, added);
            }
            added++;
        }
        return page.page(found.next() == null ? null : Cursors.of(place.list(), found.next()));
    }

    private static String step(QueryParameters parameters) {
        var step = parameters.text("step").orElse("");
        if (step.isEmpty() || step.getBytes(StandardCharsets.UTF_8).length > STEP_BYTES_MAX) {
            parameters.refuse("step", "must be given: 1.." + STEP_BYTES_MAX + " bytes of UTF-8");
        }
        return step;
    }
}
