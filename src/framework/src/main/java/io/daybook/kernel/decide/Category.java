package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.schema.EventTypes;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All streams of one kind: their name, their rules, their commands and their events.
 *
 * @param name the prefix of its streams' names: 1..32 lower-case letters
 * @param stateType the type that {@code evolve} folds: a record, or a sealed interface of records
 * @param foldVersion raise it whenever {@code evolve} or the state changes; snapshots with another number are ignored
 */
@PublicApi
public record Category<C, S, E>(
        String name,
        Decider<C, S, E> decider,
        List<CommandType<? extends C>> commands,
        EventTypes<E> events,
        Class<S> stateType,
        int foldVersion) {
    /** @throws IllegalArgumentException if streams cannot have this name, or two commands share a name or a class */
    public Category {
        StreamName.checkCategory(name);
        commands = List.copyOf(commands);
        var seen = new HashSet<Object>();
        for (var command : commands) {
            if (!seen.add(command.name()) || !seen.add(command.javaType())) {
                throw new IllegalArgumentException(name + " declares the command " + command.name() + " twice");
            }
        }
    }

    /** A category with fold version 1, whose state has the type of the decider's initial state. */
    public static <C, S, E> Category<C, S, E> of(
            String name, Decider<C, S, E> decider, List<CommandType<? extends C>> commands, EventTypes<E> events) {
        return new Category<>(name, decider, commands, events, stateType(decider.initial()), 1);
    }

    /** The same category with a later fold version: snapshots of other versions are ignored. */
    public Category<C, S, E> folded(int version) {
        return new Category<>(name, decider, commands, events, stateType, version);
    }

    /** If the initial state is a case of a sealed interface, the state type is that interface. */
    @SuppressWarnings("unchecked") // The class of a state, or its sealed interface, is a type of states.
    private static <S> Class<S> stateType(S initial) {
        Class<?> type = initial.getClass();
        return (Class<S>) Stream.of(type.getInterfaces())
                .filter(Class::isSealed)
                .<Class<?>>map(parent -> parent)
                .findFirst()
                .orElse(type);
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
