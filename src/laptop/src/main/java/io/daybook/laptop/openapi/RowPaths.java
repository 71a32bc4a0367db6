package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Operations.DAY;
import static io.daybook.laptop.openapi.Operations.TEXT;
import static io.daybook.laptop.openapi.Operations.VERSION;
import static io.daybook.laptop.openapi.Operations.described;
import static io.daybook.laptop.openapi.Operations.json;
import static io.daybook.laptop.openapi.Operations.operation;
import static io.daybook.laptop.openapi.Operations.paged;
import static io.daybook.laptop.openapi.Operations.problems;
import static io.daybook.laptop.openapi.Operations.query;
import static io.daybook.laptop.openapi.Operations.reference;
import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.kernel.project.Lookup;
import io.daybook.runtime.ReadModel;
import io.daybook.runtime.TallyModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows, lists of them, and sums. */
final class RowPaths {
    private final Schemas schemas;
    private final Paths paths;

    RowPaths(Schemas schemas, Paths paths) {
        this.schemas = schemas;
        this.paths = paths;
    }

    void add(ReadModel<?, ?> readModel) {
        var collection = readModel.collection();
        var row = row(readModel);
        var responses = new LinkedHashMap<String, Object>();
        responses.put("200", described("The row.", json(row, "ETag", "X-Correlation-Id")));
        responses.put("304", described("The row is still at the version of If-None-Match.", Map.of()));
        problems(responses, "404");
        paths.get(
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

    void add(TallyModel<?, ?> model) {
        var responses = new LinkedHashMap<String, Object>();
        var page = schemas.page(schemas.answer(model.tally().rowType()));
        responses.put(
                "200",
                described("All days from the first to the last, in their order.", json(page, "X-Correlation-Id")));
        problems(responses, "403");
        paths.get(
                "/analytics/" + model.name(),
                operation(
                        "analytics",
                        "analytics." + model.name(),
                        List.of(
                                query("from", DAY, "The first day in UTC, inclusive."),
                                query("to", DAY, "The last day in UTC, inclusive.")),
                        responses));
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
        paths.get("/" + collection, operation);
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
}
