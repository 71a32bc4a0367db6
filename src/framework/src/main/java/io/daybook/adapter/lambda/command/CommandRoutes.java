package io.daybook.adapter.lambda.command;

import io.daybook.adapter.json.command.CommandReader;
import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.adapter.lambda.http.Endpoint;
import io.daybook.kernel.command.CommandContext;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.handle.CommandHandler;
import java.util.List;
import java.util.Optional;

/**
 * The commands of one category as routes, {@code /notes/{id}/write}.
 *
 * @param collection the first part of their path
 */
public record CommandRoutes<C, S, E>(
        String collection, Category<C, S, E> category, CommandHandler<C, S, E> handler, CommandReader reader) {
    Optional<Endpoint.Route> route(String commandName, CommandEndpoint endpoint) {
        return category.commands().stream()
                .filter(type -> type.exposed() && type.name().equals(commandName))
                .findFirst()
                .map(type -> new Endpoint.Route(
                        "POST",
                        "/" + collection + "/{id}/" + type.name(),
                        (request, correlation) -> endpoint.answer(request, correlation, new Command<>(this, type))));
    }

    /** One command of one category. */
    record Command<C, S, E>(CommandRoutes<C, S, E> routes, CommandType<? extends C> type) {
        /** A command that was read from a body, ready to be handled. */
        interface Ready {
            Outcome handle(String id, CommandContext context);
        }

        /** @param errors takes what is wrong with the body */
        Optional<Ready> read(byte[] body, List<FieldError> errors) {
            return switch (routes.reader().<C>read(type, body)) {
                case Read.Valid<C>(var command) ->
                    Optional.of((id, context) -> routes.handler()
                            .handle(
                                    id,
                                    command,
                                    context.withFingerprint(
                                            routes.reader().fingerprint(type, command, context.userId()))));
                case Read.Invalid<C>(var found) -> {
                    errors.addAll(found);
                    yield Optional.empty();
                }
            };
        }

        String streamOf(String id) {
            return routes.category().stream(id).toString();
        }

        String locationOf(String id) {
            return "/" + routes.collection() + "/" + id;
        }
    }
}
