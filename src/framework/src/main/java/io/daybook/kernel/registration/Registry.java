package io.daybook.kernel.registration;

import java.util.HashMap;
import java.util.Map;

/**
 * All sagas and reactors that were ever registered, also those that the catalog does not list any more.
 *
 * @param registrations by the consumer's name
 * @param revision 0 if it was never written
 */
public record Registry(Map<String, Registration> registrations, long revision) {
    public static final Registry NONE = new Registry(Map.of(), 0);

    public Registry {
        registrations = Map.copyOf(registrations);
    }

    Registry with(Map<String, Registration> others) {
        var more = new HashMap<>(registrations);
        more.putAll(others);
        return new Registry(more, revision);
    }
}
