package io.daybook.kernel.memory;

import io.daybook.kernel.shared.SharedTable;
import io.daybook.kernel.shared.SharedTableContract;

class MemorySharedTableTest extends SharedTableContract<String> {
    @Override
    protected SharedTable<String> fresh() {
        return new MemorySharedTable<>(none());
    }

    @Override
    protected String none() {
        return "";
    }

    @Override
    protected String some(int number) {
        return "value " + number;
    }
}
