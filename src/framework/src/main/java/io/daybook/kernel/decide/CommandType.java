package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One kind of command: what it is called outside, and which fields its sender may leave out.
 *
 * @param name in kebab case; the last part of its HTTP route, and its name where it is stored as pending
 * @param creates whether it may start a stream; any other command on a stream that does not exist is "not found"
 * @param exposed whether it has an HTTP route; the others are sent by sagas
 * @param defaults values, as JSON would have them, of fields that are left out
 * @param optional fields that may be left out and are null then
 */
@PublicApi
public record CommandType<C>(
        String name,
        Class<? extends C> javaType,
        boolean creates,
        boolean exposed,
        Map<String, Object> defaults,
        Set<String> optional) {
    public CommandType {
        defaults = Map.copyOf(defaults);
        optional = Set.copyOf(optional);
    }

    /** A command on a stream that exists. */
    public static <C> CommandType<C> of(String name, Class<? extends C> javaType) {
        return new CommandType<>(name, javaType, false, true, Map.of(), Set.of());
    }

    /** A command that starts a stream. */
    public static <C> CommandType<C> creating(String name, Class<? extends C> javaType) {
        return new CommandType<>(name, javaType, true, true, Map.of(), Set.of());
    }

    /** The same command without an HTTP route. */
    public CommandType<C> internal() {
        return new CommandType<>(name, javaType, creates, false, defaults, optional);
    }

    public CommandType<C> orElse(String field, Object value) {
        var more = new HashMap<>(defaults);
        more.put(field, value);
        return new CommandType<>(name, javaType, creates, exposed, more, optional);
    }

    public CommandType<C> optional(String field) {
        var more = new HashSet<>(optional);
        more.add(field);
        return new CommandType<>(name, javaType, creates, exposed, defaults, more);
    }
}
