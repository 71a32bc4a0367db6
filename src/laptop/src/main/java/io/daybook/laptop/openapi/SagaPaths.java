package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Operations.TEXT;
import static io.daybook.laptop.openapi.Operations.described;
import static io.daybook.laptop.openapi.Operations.json;
import static io.daybook.laptop.openapi.Operations.operation;
import static io.daybook.laptop.openapi.Operations.paged;
import static io.daybook.laptop.openapi.Operations.problems;
import static io.daybook.laptop.openapi.Operations.query;
import static io.daybook.laptop.openapi.Operations.reference;
import static io.daybook.laptop.openapi.Operations.required;
import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.adapter.lambda.saga.SagaAnswers;
import io.daybook.kernel.saga.Saga;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Instances of sagas. */
final class SagaPaths {
    private final Schemas schemas;
    private final Paths paths;

    SagaPaths(Schemas schemas, Paths paths) {
        this.schemas = schemas;
        this.paths = paths;
    }

    void add(Saga<?> saga) {
        var path = "/sagas/" + saga.name();
        var items = schemas.page(schemas.answer(SagaAnswers.SagaItem.class));
        var list = paged(
                "sagas",
                "sagas." + saga.name(),
                List.of(required(query("step", TEXT, "Where the instances are; oldest first."))),
                20,
                described("A page.", json(items, "X-Correlation-Id")));
        problems(Schemas.map(list.get("responses")), "403");
        paths.get(path, list);
        var state = inOrder("type", "object", "properties", Map.of("state", schemas.answer(saga.stateType())));
        var instance = Map.<String, Object>of("allOf", List.of(schemas.answer(SagaAnswers.SagaAnswer.class), state));
        var responses = new LinkedHashMap<String, Object>();
        responses.put(
                "200", described("The instance, with a page of its history.", json(instance, "X-Correlation-Id")));
        problems(responses, "403", "404");
        paths.get(
                path + "/{id}",
                operation(
                        "sagas",
                        "sagas." + saga.name() + ".instance",
                        List.of(reference("parameters", "Id"), reference("parameters", "cursor")),
                        responses));
    }
}
