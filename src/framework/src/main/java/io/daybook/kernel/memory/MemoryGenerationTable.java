package io.daybook.kernel.memory;

import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Pointers;
import io.daybook.kernel.generation.Sign;
import io.daybook.kernel.shared.Revised;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pointers and signs of life in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryGenerationTable implements GenerationTable {
    private final MemorySharedTable<Pointers> pointers = new MemorySharedTable<>(Pointers.NONE);
    private final Map<String, Sign> signs = new HashMap<>();

    @Override
    public Revised<Pointers> read() {
        return pointers.read();
    }

    @Override
    public boolean replace(Revised<Pointers> seen, Pointers next) {
        return pointers.replace(seen, next);
    }

    @Override
    public synchronized void leave(Sign sign) {
        signs.put(sign.function() + " " + sign.release(), sign);
    }

    @Override
    public synchronized List<Sign> signs(Set<String> releases) {
        return signs.values().stream()
                .filter(sign -> releases.contains(sign.release()))
                .toList();
    }

    @Override
    public synchronized void removeSigns(String release) {
        signs.values().removeIf(sign -> sign.release().equals(release));
    }
}
