package io.daybook.runtime.wiring;

import io.daybook.adapter.json.CommandReader;
import io.daybook.adapter.json.CommandReader.Read;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.decide.CommandContext;
import io.daybook.kernel.decide.CommandHandler;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.decide.Outcome;
import io.daybook.kernel.event.EventCodec;
import io.daybook.kernel.saga.CommandBus;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.Trigger;
import io.daybook.kernel.saga.UnreadableCommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command handlers of a catalog's categories. A command is stored under its name, as its HTTP body would be. */
public final class CatalogCommandBus implements CommandBus {
    private final Map<String, Door<?, ?, ?>> doors;

    public CatalogCommandBus(List<Door<?, ?, ?>> doors) {
        this.doors =
                doors.stream().collect(Collectors.toMap(door -> door.category().name(), Function.identity()));
    }

    /** What leads to the streams of one category. */
    public record Door<C, S, E>(
            Category<C, S, E> category, CommandHandler<C, S, E> handler, EventCodec<E> codec, CommandReader reader) {
        private Encoded encode(String id, Object command) {
            var type = category.commands().stream()
                    .filter(known -> known.javaType() == command.getClass())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            command.getClass().getName() + " is not among the commands of " + category.name()));
            return new Encoded(category.name(), category.stream(id).id(), type.name(), reader.write(command));
        }

        private C decode(Encoded encoded) {
            return switch (reader.<C>read(type(encoded), encoded.body())) {
                case Read.Valid<C>(var command) -> command;
                case Read.Invalid<C>(var errors) ->
                    throw new UnreadableCommandException("the command " + encoded.name() + " of " + category.name()
                            + " does not fit this release: "
                            + errors.stream()
                                    .map(error -> error.field() + " " + error.message())
                                    .collect(Collectors.joining(", ")));
            };
        }

        private CommandType<? extends C> type(Encoded encoded) {
            return category.commands().stream()
                    .filter(known -> known.name().equals(encoded.name()))
                    .findFirst()
                    .orElseThrow(() -> new UnreadableCommandException(
                            "this release knows no command " + encoded.name() + " of " + category.name()));
        }

        private Outcome send(Encoded encoded, CommandContext context) {
            return handler.handle(encoded.id(), decode(encoded), context);
        }

        private List<Object> events(Outcome.Accepted accepted) {
            var events = new ArrayList<Object>();
            accepted.events().forEach(event -> events.addAll(codec.decode(event)));
            return events;
        }
    }

    @Override
    public Encoded encode(Effect.Send<?> send) {
        return door(send.category().name()).encode(send.id(), send.command());
    }

    @Override
    public Trigger.Sent decode(Encoded encoded) {
        return new Trigger.Sent(
                encoded.category(), encoded.id(), door(encoded.category()).decode(encoded));
    }

    @Override
    public Outcome send(Encoded encoded, CommandContext context) {
        return door(encoded.category()).send(encoded, context);
    }

    @Override
    public List<Object> events(String category, Outcome.Accepted accepted) {
        return door(category).events(accepted);
    }

    private Door<?, ?, ?> door(String category) {
        var door = doors.get(category);
        if (door == null) {
            throw new UnreadableCommandException("this release knows no category " + category);
        }
        return door;
    }
}
