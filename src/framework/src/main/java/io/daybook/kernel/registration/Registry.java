package io.daybook.kernel.registration;

import java.util.HashMap;
import java.util.Map;

/**
 * All sagas and reactors that were ever registered, also those that the catalog does not list any more.
 *
 * @param registrations by the consumer's name
 */
public record Registry(Map<String, Registration> registrations) {
    public static final Registry NONE = new Registry(Map.of());

    public Registry {
        registrations = Map.copyOf(registrations);
    }

    Registry with(Map<String, Registration> others) {
        var more = new HashMap<>(registrations);
        more.putAll(others);
        return new Registry(more);
    }
}
