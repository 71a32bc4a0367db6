package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.adapter.lambda.command.CommandAnswer;
import io.daybook.adapter.lambda.history.StreamAnswers;
import io.daybook.adapter.lambda.saga.SagaAnswers;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.saga.Saga;
import io.daybook.runtime.Aggregate;
import io.daybook.runtime.Catalog;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be asked of an application, path by path. */
final class Operations {
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> VERSION = Map.of("type", "integer", "format", "int64", "minimum", 1);
    private static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");
    private static final Map<String, Object> DAY = Map.of("type", "string", "format", "date");

    /** Problems that any request can meet. */
    private static final List<String> ALWAYS = List.of("400", "401", "429", "500", "503");

    private final Schemas schemas;
    private final Map<String, Map<String, Object>> paths = new LinkedHashMap<>();

    Operations(Catalog catalog, Schemas schemas) {
        this.schemas = schemas;
        catalog.aggregates().forEach(this::commands);
        catalog.readModels().forEach(this::rows);
        catalog.tallies().forEach(this::sums);
        catalog.sagas().forEach(this::saga);
        streams(catalog);
    }

    /** By path and method. */
    Map<String, Map<String, Object>> paths() {
        return paths;
    }

    private void commands(Aggregate<?, ?, ?, ?> aggregate) {
        aggregate
                .collection()
                .ifPresent(collection -> aggregate.category().commands().stream()
                        .filter(CommandType::exposed)
                        .forEach(command -> command(collection, command)));
    }

    private void command(String collection, CommandType<?> command) {
        var answer = json(schemas.answer(CommandAnswer.class), "ETag", "X-Correlation-Id");
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", described("The command was accepted; there may be nothing that it changed.", answer));
        if (command.creates()) {
            var created = json(schemas.answer(CommandAnswer.class), "ETag", "Location", "X-Correlation-Id");
            responses.put("201", described("The command started the stream.", created));
        }
        problems(responses, "400", "401", "403", "404", "409", "412", "413", "415", "422", "429", "500", "503");
        var body = schemas.body(command);
        var operation = operation(
                collection,
                collection + "." + command.name(),
                List.of(
                        reference("parameters", "Id"),
                        reference("parameters", "Idempotency-Key"),
                        reference("parameters", "If-Match"),
                        reference("parameters", "X-Correlation-Id"),
                        reference("parameters", "traceparent")),
                responses);
        operation.put(
                "requestBody",
                inOrder(
                        "required",
                        body.containsKey("required"),
                        "content",
                        Map.of("application/json", Map.of("schema", body))));
        paths.put("/" + collection + "/{id}/" + command.name(), Map.of("post", operation));
    }

    private void rows(ReadModel<?, ?> readModel) {
        var collection = readModel.collection();
        var row = row(readModel);
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", described("The row.", json(row, "ETag", "X-Correlation-Id")));
        responses.put("304", described("The row is still at the version of If-None-Match.", Map.of()));
        problems(responses, "404");
        get(
                "/" + collection + "/{id}",
                operation(
                        collection,
                        collection + ".row",
                        List.of(
                                reference("parameters", "Id"),
                                reference("parameters", "If-None-Match"),
                                query(
                                        "atLeast",
                                        VERSION,
                                        "Waits up to 3 seconds until the row reflects this version of its stream.")),
                        responses));
        if (!readModel.projection().lookups().isEmpty()) {
            list(readModel, row);
        }
    }

    private void list(ReadModel<?, ?> readModel, Map<String, Object> row) {
        var collection = readModel.collection();
        var parameters = new ArrayList<Map<String, Object>>();
        var ranges = new LinkedHashSet<String>();
        for (var lookup : readModel.projection().lookups()) {
            var parameter = lookup.parameter();
            var schema = parameter.values().isEmpty() ? TEXT : inOrder("type", "string", "enum", parameter.values());
            parameters.add(query(parameter.name(), schema, parameter.description()));
            var range = lookup.order().range();
            if (range != null && ranges.add(range)) {
                var bound = lookup.order().sort() == Lookup.Sort.DAY ? DAY : TEXT;
                parameters.add(query(Lookup.from(range), bound, "The first of a range, inclusive."));
                parameters.add(query(Lookup.to(range), bound, "The last of a range, inclusive."));
            }
        }
        var names = readModel.projection().lookups().stream()
                .map(lookup -> lookup.parameter().name())
                .collect(Collectors.joining(", "));
        var operation = paged(
                collection,
                collection + ".list",
                parameters,
                20,
                described("A page.", json(schemas.page(row), "X-Correlation-Id")));
        operation.put("description", "Takes at least one of " + names + "; rows match all that are given.");
        problems(Schemas.map(operation.get("responses")), "403");
        get("/" + collection, operation);
    }

    /** A row as it is answered: with the fields that it shows of others. */
    private <R> Map<String, Object> row(ReadModel<?, R> readModel) {
        var row = schemas.answer(readModel.projection().rowType());
        if (readModel.joins().isEmpty()) {
            return row;
        }
        var joined = new LinkedHashMap<String, Object>();
        readModel.joins().forEach(join -> joined.put(join.field(), Map.of("type", List.of("string", "null"))));
        return Map.of(
                "allOf",
                List.of(
                        row,
                        inOrder("type", "object", "properties", joined, "required", List.copyOf(joined.keySet()))));
    }

    private void sums(TallyModel<?, ?> model) {
        var responses = new LinkedHashMap<String, Object>();
        var page = schemas.page(schemas.answer(model.tally().rowType()));
        responses.put(
                "200",
                described("All days from the first to the last, in their order.", json(page, "X-Correlation-Id")));
        problems(responses, "403");
        get(
                "/analytics/" + model.name(),
                operation(
                        "analytics",
                        "analytics." + model.name(),
                        List.of(
                                query("from", DAY, "The first day in UTC, inclusive."),
                                query("to", DAY, "The last day in UTC, inclusive.")),
                        responses));
    }

    private void saga(Saga<?> saga) {
        var path = "/sagas/" + saga.name();
        var items = schemas.page(schemas.answer(SagaAnswers.SagaItem.class));
        var list = paged(
                "sagas",
                "sagas." + saga.name(),
                List.of(required(query("step", TEXT, "Where the instances are; oldest first."))),
                20,
                described("A page.", json(items, "X-Correlation-Id")));
        problems(Schemas.map(list.get("responses")), "403");
        get(path, list);
        var state = inOrder("type", "object", "properties", Map.of("state", schemas.answer(saga.stateType())));
        var instance = Map.<String, Object>of("allOf", List.of(schemas.answer(SagaAnswers.SagaAnswer.class), state));
        var responses = new LinkedHashMap<String, Object>();
        responses.put(
                "200", described("The instance, with a page of its history.", json(instance, "X-Correlation-Id")));
        problems(responses, "403", "404");
        get(
                path + "/{id}",
                operation(
                        "sagas",
                        "sagas." + saga.name() + ".instance",
                        List.of(reference("parameters", "Id"), reference("parameters", "cursor")),
                        responses));
    }

    private void streams(Catalog catalog) {
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
        get(
                "/streams/{stream}/state",
                operation(
                        "streams",
                        "streams.state",
                        List.of(
                                reference("parameters", "stream"),
                                query("version", VERSION, "The state after this version; not with at."),
                                query("at", TIME, "The state at this time in UTC; not with version.")),
                        at));
    }

    private void stream(String view, List<Map<String, Object>> parameters, Map<String, Object> page) {
        var all = new ArrayList<Map<String, Object>>();
        all.add(reference("parameters", "stream"));
        all.addAll(parameters);
        var operation =
                paged("streams", "streams." + view, all, 100, described("A page.", json(page, "X-Correlation-Id")));
        problems(Schemas.map(operation.get("responses")), "404", "422");
        get("/streams/{stream}/" + view, operation);
    }

    private void get(String path, Map<String, Object> operation) {
        paths.put(path, Map.of("get", operation));
    }

    private static Map<String, Object> paged(
            String tag, String id, List<Map<String, Object>> parameters, int limit, Map<String, Object> page) {
        var all = new ArrayList<>(parameters);
        all.add(query(
                "limit",
                inOrder("type", "integer", "minimum", 1, "maximum", 100, "default", limit),
                "How many items a page has at most."));
        all.add(reference("parameters", "cursor"));
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", page);
        return operation(tag, id, all, responses);
    }

    private static Map<String, Object> operation(
            String tag, String id, List<Map<String, Object>> parameters, Map<String, Object> responses) {
        ALWAYS.forEach(status -> problems(responses, status));
        return inOrder("tags", List.of(tag), "operationId", id, "parameters", parameters, "responses", responses);
    }

    private static void problems(Map<String, Object> responses, String... statuses) {
        for (var status : statuses) {
            responses.putIfAbsent(status, reference("responses", status));
        }
    }

    private static Map<String, Object> json(Map<String, Object> schema, String... headers) {
        var all = new LinkedHashMap<String, Object>();
        for (var header : headers) {
            all.put(header, reference("headers", header));
        }
        return inOrder("headers", all, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    private static Map<String, Object> described(String description, Map<String, Object> response) {
        var described = inOrder("description", description);
        described.putAll(response);
        return described;
    }

    private static Map<String, Object> query(String name, Map<String, Object> schema, String description) {
        var parameter = inOrder("name", name, "in", "query", "schema", schema);
        if (!description.isEmpty()) {
            parameter.put("description", description);
        }
        return parameter;
    }

    private static Map<String, Object> required(Map<String, Object> parameter) {
        parameter.put("required", true);
        return parameter;
    }

    static Map<String, Object> reference(String kind, String name) {
        return inOrder("$ref", "#/components/" + kind + "/" + name);
    }
}
