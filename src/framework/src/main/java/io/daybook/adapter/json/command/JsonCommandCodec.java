package io.daybook.adapter.json.command;

import io.daybook.adapter.json.command.CommandReader.Read;
import io.daybook.kernel.decide.Category;
import io.daybook.kernel.saga.CommandCodec;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.Effect;
import io.daybook.kernel.saga.UnreadableCommandException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Stores a command under its name, with the body that it would have in HTTP. */
public final class JsonCommandCodec implements CommandCodec {
    private final Map<String, Category<?, ?, ?>> categories;
    private final CommandReader reader;

    /** @param categories all categories whose commands are stored */
    public JsonCommandCodec(Collection<? extends Category<?, ?, ?>> categories, CommandReader reader) {
        this.categories = categories.stream().collect(Collectors.toUnmodifiableMap(Category::name, it -> it));
        this.reader = reader;
    }

    @Override
    public Encoded encode(Effect.Send<?> send) {
        var category = category(send.category().name());
        return new Encoded(category.name(), send.stream().id(), send.type().name(), reader.write(send.command()));
    }

    @Override
    public Effect.Send<?> decode(Encoded encoded) {
        return decode(category(encoded.category()), encoded);
    }

    private <C> Effect.Send<C> decode(Category<C, ?, ?> category, Encoded encoded) {
        var type = category.commands().stream()
                .filter(known -> known.name().equals(encoded.name()))
                .findFirst()
                .orElseThrow(() -> new UnreadableCommandException(
                        "this release knows no command " + encoded.name() + " of " + category.name()));
        return switch (reader.<C>read(type, encoded.body())) {
            case Read.Valid<C>(var command) -> new Effect.Send<>(category, encoded.id(), command);
            case Read.Invalid<C>(var errors) ->
                throw new UnreadableCommandException("the command " + encoded.name() + " of " + category.name()
                        + " does not fit this release: "
                        + errors.stream()
                                .map(error -> error.field() + " " + error.message())
                                .collect(Collectors.joining(", ")));
        };
    }

    private Category<?, ?, ?> category(String name) {
        var category = categories.get(name);
        if (category == null) {
            throw new UnreadableCommandException("this release knows no category " + name);
        }
        return category;
    }
}
