package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One kind of command: its name, and the defaults of fields that its sender leaves out. A field that is
 * {@code @Nullable} may be left out without a default, and is null then.
 *
 * @param name in kebab case, such as {@code add-item}; the last part of its HTTP route, and its name in storage while
 *     it is pending
 * @param creates whether it may start a stream; any other command on a stream that does not exist is "not found"
 * @param exposed whether it has an HTTP route; the others are sent by sagas
 * @param defaults the JSON values of fields that are left out
 */
@PublicApi
public record CommandType<C>(
        String name, Class<C> javaType, boolean creates, boolean exposed, Map<String, Object> defaults) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** @throws IllegalArgumentException if a route cannot end with this name */
    public CommandType {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a command is named in kebab case, such as add-item, not '" + name + "'");
        }
        defaults = Map.copyOf(defaults);
    }

    /** A command on a stream that exists. */
    public static <C> CommandType<C> of(String name, Class<C> javaType) {
        return new CommandType<>(name, javaType, false, true, Map.of());
    }

    /** A command that starts a stream. */
    public static <C> CommandType<C> creating(String name, Class<C> javaType) {
        return new CommandType<>(name, javaType, true, true, Map.of());
    }

    /** The same command without an HTTP route. */
    public CommandType<C> internal() {
        return new CommandType<>(name, javaType, creates, false, defaults);
    }

    /** @param field of the record, or of a record in it: {@code address.country} */
    public CommandType<C> orElse(String field, Object value) {
        var more = new HashMap<>(defaults);
        more.put(field, value);
        return new CommandType<>(name, javaType, creates, exposed, more);
    }
}
