package io.daybook.kernel.tally;

import io.daybook.kernel.rows.TallyTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts the plans of many streams into few transactions. */
final class TallyPacking {
    private TallyPacking() {}

    /**
     * Fills one transaction after the other with streams that share rows: 1,000 streams that add to one row take 11
     * transactions of 99 cursors each.
     *
     * @param plans which all add something
     */
    static <R> List<List<TallyPlan<R>>> transactions(List<TallyPlan<R>> plans) {
        var transactions = new ArrayList<List<TallyPlan<R>>>();
        var filling = new ArrayList<TallyPlan<R>>();
        var rows = new HashSet<String>();
        var sorted = plans.stream()
                .sorted(Comparator.comparing(
                                (TallyPlan<R> plan) -> plan.shares().firstKey())
                        .thenComparing(plan -> plan.shares().lastKey()))
                .toList();
        for (var plan : sorted) {
            if (!filling.isEmpty() && itemsWith(plan, rows, filling.size()) > TallyTable.ITEMS_MAX) {
                transactions.add(List.copyOf(filling));
                filling.clear();
                rows.clear();
            }
            filling.add(plan);
            rows.addAll(plan.shares().keySet());
        }
        if (!filling.isEmpty()) {
            transactions.add(List.copyOf(filling));
        }
        return transactions;
    }

    private static int itemsWith(TallyPlan<?> plan, Set<String> rows, int cursors) {
        long others = plan.shares().keySet().stream()
                .filter(key -> !rows.contains(key))
                .count();
        return rows.size() + Math.toIntExact(others) + cursors + 1;
    }
}
