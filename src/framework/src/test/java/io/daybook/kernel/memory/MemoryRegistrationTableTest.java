package io.daybook.kernel.memory;

import io.daybook.kernel.registration.RegistrationTable;
import io.daybook.kernel.registration.RegistrationTableContract;

class MemoryRegistrationTableTest extends RegistrationTableContract {
    @Override
    protected RegistrationTable fresh() {
        return new MemoryRegistrationTable();
    }
}
