package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Operations.TIME;
import static io.daybook.laptop.openapi.Operations.VERSION;
import static io.daybook.laptop.openapi.Operations.described;
import static io.daybook.laptop.openapi.Operations.json;
import static io.daybook.laptop.openapi.Operations.operation;
import static io.daybook.laptop.openapi.Operations.paged;
import static io.daybook.laptop.openapi.Operations.problems;
import static io.daybook.laptop.openapi.Operations.query;
import static io.daybook.laptop.openapi.Operations.reference;
import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.adapter.lambda.history.StreamAnswers;
import io.daybook.adapter.lambda.history.StreamVerify;
import io.daybook.runtime.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events, states, steps and the check of streams. */
final class StreamPaths {
    private final Schemas schemas;
    private final Paths paths;

    StreamPaths(Schemas schemas, Paths paths) {
        this.schemas = schemas;
        this.paths = paths;
    }

    void add(Catalog catalog) {
        var events = new ArrayList<Map<String, Object>>();
        var states = new ArrayList<Map<String, Object>>();
        for (var aggregate : catalog.aggregates()) {
            aggregate.category().events().all().forEach(type -> events.add(schemas.answer(type.javaType())));
            states.add(schemas.answer(aggregate.view().rowType()));
        }
        states.add(Map.of("type", "null"));
        var data = inOrder("type", "object", "properties", Map.of("data", Map.of("anyOf", events)));
        var state = inOrder("type", "object", "properties", Map.of("state", Map.of("anyOf", states)));
        var stored = Map.<String, Object>of("allOf", List.of(schemas.answer(StreamAnswers.StoredEvent.class), data));
        var step =
                Map.<String, Object>of("allOf", List.of(schemas.answer(StreamAnswers.ReplayStep.class), data, state));
        var from = query("from", VERSION, "The first version, inclusive.");
        stream(
                "events",
                List.of(
                        from,
                        query("direction", inOrder("type", "string", "enum", List.of("forward", "backward")), "")),
                schemas.page(stored));
        stream("replay", List.of(from, query("to", VERSION, "The last version, inclusive.")), schemas.page(step));
        var at = new LinkedHashMap<String, Object>();
        var answer = Map.<String, Object>of("allOf", List.of(schemas.answer(StreamAnswers.StateAnswer.class), state));
        at.put("200", described("The state as it is, or as it was.", json(answer, "X-Correlation-Id")));
        problems(at, "404", "422");
        paths.get(
                "/streams/{stream}/state",
                operation(
                        "streams",
                        "streams.state",
                        List.of(
                                reference("parameters", "stream"),
                                query("version", VERSION, "The state after this version; not with at."),
                                query("at", TIME, "The state at this time in UTC; not with version.")),
                        at));
        var verified = new LinkedHashMap<String, Object>();
        var whole = schemas.answer(StreamVerify.ValidAnswer.class);
        var broken = schemas.answer(StreamVerify.BrokenAnswer.class);
        verified.put(
                "200",
                described(
                        "Whether the stream is as it was written.",
                        json(Map.of("anyOf", List.of(whole, broken)), "X-Correlation-Id")));
        problems(verified, "404", "422");
        paths.get(
                "/streams/{stream}/verify",
                operation("streams", "streams.verify", List.of(reference("parameters", "stream")), verified));
    }

    private void stream(String view, List<Map<String, Object>> parameters, Map<String, Object> page) {
        var all = new ArrayList<Map<String, Object>>();
        all.add(reference("parameters", "stream"));
        all.addAll(parameters);
        var operation =
                paged("streams", "streams." + view, all, 100, described("A page.", json(page, "X-Correlation-Id")));
        problems(Schemas.map(operation.get("responses")), "404", "422");
        paths.get("/streams/{stream}/" + view, operation);
    }
}
