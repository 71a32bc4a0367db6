package io.daybook.adapter.lambda.command;

import io.daybook.adapter.lambda.answer.HttpAnswer;
import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.adapter.lambda.command.CommandRoutes.Command;
import io.daybook.adapter.lambda.http.Correlation;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.adapter.lambda.http.HttpRequest;
import io.daybook.adapter.lambda.http.JsonBody;
import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.CommandContext.Memory;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.event.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code POST /{collection}/{id}/{command}}. */
public final class CommandEndpoint implements Endpoint {
    private static final int PATH_SEGMENTS = 3;

    private static final String ID_EXPECTED = "must be 1.." + StreamName.ID_LENGTH_MAX
            + " characters of A-Z a-z 0-9 . _ ~ - and neither \".\" nor \"..\"";

    private final Map<String, CommandRoutes<?, ?, ?>> byCollection;
    private final Supplier<String> commandIds;

    /** @param commandIds a new id at each call, for commands that come without an idempotency key */
    public CommandEndpoint(List<CommandRoutes<?, ?, ?>> routes, Supplier<String> commandIds) {
        this.byCollection = routes.stream().collect(Collectors.toMap(CommandRoutes::collection, Function.identity()));
        this.commandIds = commandIds;
    }

    @Override
    public Optional<Route> route(List<String> path) {
        return path.size() == PATH_SEGMENTS && byCollection.containsKey(path.get(0))
                ? byCollection.get(path.get(0)).route(path.get(2), this)
                : Optional.empty();
    }

    HttpAnswer answer(HttpRequest request, Correlation correlation, Command<?, ?, ?> command) {
        var body = JsonBody.of(request);
        var id = request.path().get(1);
        var headers = CommandHeaders.of(request);
        var errors = new ArrayList<FieldError>();
        if (!StreamName.isId(id)) {
            errors.add(new FieldError("id", ID_EXPECTED));
        }
        errors.addAll(headers.errors());
        errors.addAll(QueryParameters.of(request, List.of()).errors());
        var ready = command.read(body, errors);
        if (ready.isEmpty() || !errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
        var key = headers.idempotencyKey();
        var commandId = key == null ? commandIds.get() : key;
        var context = new CommandContext(
                commandId,
                headers.expectedVersion(),
                correlation.id(),
                commandId,
                request.caller(),
                null,
                null,
                Memory.RECENT);
        return answer(ready.get().handle(id, context), id, commandId, command);
    }

    private static HttpAnswer answer(Outcome outcome, String id, String commandId, Command<?, ?, ?> command) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted(accepted, id, command);
            case Outcome.Unchanged(var version) ->
                taken("unchanged", new CommandAnswer(command.streamOf(id), version, List.of(), false), 200);
            case Outcome.Rejected(var code, var message) -> throw new ProblemException(Problem.rejected(code, message));
            case Outcome.NotFound() ->
                throw new ProblemException(Problem.notFound("The stream " + command.streamOf(id) + " does not exist."));
            case Outcome.Forbidden() ->
                throw new ProblemException(
                        Problem.forbidden("The caller may not send this command to this stream. Nothing was written."));
            case Outcome.KeyReused() -> throw new ProblemException(Problem.keyReused(commandId));
            case Outcome.VersionMismatch(var expected, var actual) ->
                throw new ProblemException(Problem.versionMismatch(expected, actual));
            case Outcome.Contended _ -> throw new ProblemException(Problem.contended());
            case Outcome.Unknown(var cause) -> throw new ProblemException(Problem.outcomeUnknown(commandId), cause);
        };
    }

    private static HttpAnswer accepted(Outcome.Accepted accepted, String id, Command<?, ?, ?> command) {
        boolean created = accepted.firstVersion() == 1;
        var body = CommandAnswer.of(command.streamOf(id), accepted);
        var answer = taken(accepted.duplicate() ? "duplicate" : "accepted", body, created ? 201 : 200);
        return created ? answer.with("Location", command.locationOf(id)) : answer;
    }

    private static HttpAnswer taken(String word, CommandAnswer body, int status) {
        return HttpAnswer.json(status, word, body).with("ETag", "\"" + body.version() + "\"");
    }
}
