package io.daybook.kernel.memory;

import io.daybook.kernel.registration.RegistrationTable;
import io.daybook.kernel.registration.Registry;

/** Registrations in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryRegistrationTable implements RegistrationTable {
    private Registry registry = Registry.NONE;

    @Override
    public synchronized Registry read() {
        return registry;
    }

    @Override
    public synchronized boolean replace(Registry seen, Registry next) {
        if (registry.revision() != seen.revision()) {
            return false;
        }
        registry = new Registry(next.registrations(), seen.revision() + 1);
        return true;
    }
}
