package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.EventTypes;
import io.daybook.kernel.event.StreamName;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All streams of one kind: what they are called, the rules, and what commands and events there are.
 *
 * @param name the prefix of its streams' names
 * @param stateType the record that {@code evolve} folds
 * @param foldVersion raise it whenever {@code evolve} or the state changes: snapshots of another number are ignored
 */
@PublicApi
public record Category<C, S, E>(
        String name,
        Decider<C, S, E> decider,
        List<CommandType<? extends C>> commands,
        EventTypes<E> events,
        Class<S> stateType,
        int foldVersion) {
    /** @throws IllegalArgumentException if two commands share a name or a class */
    public Category {
        commands = List.copyOf(commands);
        var seen = new HashSet<Object>();
        for (var command : commands) {
            if (!seen.add(command.name()) || !seen.add(command.javaType())) {
                throw new IllegalArgumentException(name + " declares the command " + command.name() + " twice");
            }
        }
    }

    public StreamName stream(String id) {
        return new StreamName(name, id);
    }

    public String foldId() {
        return Integer.toString(foldVersion);
    }

    /** Whether this command may start a stream. */
    public boolean creates(C command) {
        return typeOf(command).creates();
    }

    /** @throws IllegalArgumentException if it is not among the commands */
    public CommandType<? extends C> typeOf(C command) {
        return commands.stream()
                .filter(type -> type.javaType().isInstance(command))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(command.getClass().getName()
                                + " is not among the commands of " + name + ", which are "
                                + commands.stream().map(CommandType::name).collect(Collectors.joining(", "))));
    }
}
