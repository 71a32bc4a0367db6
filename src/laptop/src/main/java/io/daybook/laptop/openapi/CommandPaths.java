package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Operations.described;
import static io.daybook.laptop.openapi.Operations.json;
import static io.daybook.laptop.openapi.Operations.operation;
import static io.daybook.laptop.openapi.Operations.problems;
import static io.daybook.laptop.openapi.Operations.reference;
import static io.daybook.laptop.openapi.Schemas.inOrder;

import io.daybook.adapter.lambda.command.CommandAnswer;
import io.daybook.kernel.decide.CommandType;
import io.daybook.runtime.Aggregate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands that clients may send. */
final class CommandPaths {
    private final Schemas schemas;
    private final Paths paths;

    CommandPaths(Schemas schemas, Paths paths) {
        this.schemas = schemas;
        this.paths = paths;
    }

    void add(Aggregate<?, ?, ?, ?> aggregate) {
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
        paths.post("/" + collection + "/{id}/" + command.name(), operation);
    }
}
