package io.daybook.kernel.memory;

import io.daybook.kernel.generation.GenerationTable;
import io.daybook.kernel.generation.Pointers;
import io.daybook.kernel.generation.Sign;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pointers and signs of life in memory. They behave as those on DynamoDB, and pass the same contract suite. */
public final class MemoryGenerationTable implements GenerationTable {
    private Pointers pointers = Pointers.NONE;
    private final Map<String, Sign> signs = new HashMap<>();

    @Override
    public synchronized Pointers read() {
        return pointers;
    }

    @Override
    public synchronized boolean replace(Pointers seen, Pointers next) {
        if (pointers.revision() != seen.revision()) {
            return false;
        }
        pointers = new Pointers(next.pointers(), next.releases(), seen.revision() + 1);
        return true;
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
