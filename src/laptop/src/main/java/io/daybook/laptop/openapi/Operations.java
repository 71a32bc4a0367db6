package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Schemas.inOrder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What operations are made of: parameters, answers and problems. */
final class Operations {
    static final Map<String, Object> TEXT = Map.of("type", "string");
    static final Map<String, Object> VERSION = Map.of("type", "integer", "format", "int64", "minimum", 1);
    static final Map<String, Object> TIME = Map.of("type", "string", "format", "date-time");
    static final Map<String, Object> DAY = Map.of("type", "string", "format", "date");

    /** Problems that any request can meet. */
    private static final List<String> ALWAYS = List.of("400", "401", "429", "500", "503");

    private Operations() {}

    static Map<String, Object> paged(
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

    static Map<String, Object> operation(
            String tag, String id, List<Map<String, Object>> parameters, Map<String, Object> responses) {
        ALWAYS.forEach(status -> problems(responses, status));
        return inOrder("tags", List.of(tag), "operationId", id, "parameters", parameters, "responses", responses);
    }

    static void problems(Map<String, Object> responses, String... statuses) {
        for (var status : statuses) {
            responses.putIfAbsent(status, reference("responses", status));
        }
    }

    static Map<String, Object> json(Map<String, Object> schema, String... headers) {
        var all = new LinkedHashMap<String, Object>();
        for (var header : headers) {
            all.put(header, reference("headers", header));
        }
        return inOrder("headers", all, "content", Map.of("application/json", Map.of("schema", schema)));
    }

    static Map<String, Object> described(String description, Map<String, Object> response) {
        var described = inOrder("description", description);
        described.putAll(response);
        return described;
    }

    static Map<String, Object> query(String name, Map<String, Object> schema, String description) {
        var parameter = inOrder("name", name, "in", "query", "schema", schema);
        if (!description.isEmpty()) {
            parameter.put("description", description);
        }
        return parameter;
    }

    static Map<String, Object> required(Map<String, Object> parameter) {
        parameter.put("required", true);
        return parameter;
    }

    static Map<String, Object> reference(String kind, String name) {
        return inOrder("$ref", "#/components/" + kind + "/" + name);
    }
}
