package io.daybook.kernel.memory;

import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.GenerationTableContract;

class MemoryGenerationTableTest extends GenerationTableContract {
    @Override
    protected GenerationTable fresh() {
        return new MemoryGenerationTable();
    }
}
