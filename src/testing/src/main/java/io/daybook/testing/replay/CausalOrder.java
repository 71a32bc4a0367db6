package io.daybook.testing.replay;

import static java.util.Comparator.comparing;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which commits of many streams may have come: by their times, and of the same millisecond, each after the one
 * before it in its stream and after the one that caused it.
 */
final class CausalOrder {
    /** By the ids of their events, and by their own where that is derived from what it is for. */
    private final Map<String, Commit> byCause = new HashMap<>();

    private final Map<StreamName, Map<Long, Commit>> byEnd = new HashMap<>();
    private final Set<Commit> met = new HashSet<>();
    private final List<Commit> inOrder = new ArrayList<>();

    private CausalOrder(List<Commit> commits) {
        for (var commit : commits) {
            commit.events().forEach(event -> byCause.put(event.id(), commit));
            if (commit.metadata().commandId().startsWith(ExportedAnswers.DERIVED)) {
                byCause.put(commit.metadata().commandId(), commit);
            }
            byEnd.computeIfAbsent(commit.stream(), stream -> new HashMap<>()).put(commit.lastVersion(), commit);
        }
    }

    static List<Commit> of(List<Commit> commits) {
        var order = new CausalOrder(commits);
        commits.stream().sorted(comparing(commit -> commit.metadata().at())).forEach(order::add);
        return order.inOrder;
    }

    private void add(Commit commit) {
        if (!met.add(commit)) {
            return;
        }
        var before = byEnd.getOrDefault(commit.stream(), Map.of()).get(commit.firstVersion() - 1);
        if (before != null) {
            add(before);
        }
        var cause = byCause.get(commit.metadata().causationId());
        if (cause != null) {
            add(cause);
        }
        inOrder.add(commit);
    }
}
