package io.daybook.kernel.tally;

import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.rows.Row;
import io.daybook.kernel.rows.TallyTable;
import io.daybook.kernel.rows.TallyTable.Saved;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows that one call adds to. They are read once and kept from transaction to transaction. */
final class TallyRows<E, R> {
    /** Rows kept between transactions. A row that was dropped is read again. */
    private static final int HELD_MAX = 10_000;

    private final Tally<E, R> tally;
    private final String index;
    private final TallyTable<R> table;
    private final Map<String, Row<R>> held = new HashMap<>();

    TallyRows(Tally<E, R> tally, String index, TallyTable<R> table) {
        this.tally = tally;
        this.index = index;
        this.table = table;
    }

    /** Adds the shares of some streams and moves their cursors, in one transaction. */
    Saved save(List<TallyPlan<R>> plans) {
        var keys = new TreeSet<String>();
        plans.forEach(plan -> keys.addAll(plan.shares().keySet()));
        // A row that is taken out is kept again once it is certain what is stored.
        var before = take(keys);
        var next = before.values().stream().map(row -> plus(row, plans)).toList();
        var saved = table.save(next, plans.stream().map(TallyPlan::move).toList());
        switch (saved) {
            case Saved.Done() -> next.forEach(row -> hold(stored(row)));
            case Saved.Overtaken(var rows, var streams) ->
                before.values().stream()
                        .filter(row -> !rows.contains(row.key()))
                        .forEach(this::hold);
        }
        return saved;
    }

    private Map<String, Row<R>> take(SortedSet<String> keys) {
        var missing = keys.stream().filter(key -> !held.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            held.putAll(table.rows().readAll(missing, true));
        }
        var taken = new TreeMap<String, Row<R>>();
        for (var key : keys) {
            var row = held.remove(key);
            taken.put(key, row == null ? Row.none(key) : row);
        }
        return taken;
    }

    private Row<R> plus(Row<R> row, List<TallyPlan<R>> plans) {
        @Nullable R sum = row.value();
        for (var plan : plans) {
            var share = plan.shares().get(row.key());
            if (share != null) {
                sum = sum == null ? share : tally.merge(sum, share);
            }
        }
        var place = IndexKey.spread(index, TallyProjector.ANY_DAY, TallyPlanner.withoutPart(row.key(), tally.spread()));
        return new Row<>(row.key(), 0, row.revision(), Objects.requireNonNull(sum), List.of(place), Set.of());
    }

    private static <R> Row<R> stored(Row<R> row) {
        return row.withRevision(row.revision() + 1);
    }

    private void hold(Row<R> row) {
        if (held.size() >= HELD_MAX) {
            held.clear();
        }
        held.put(row.key(), row);
    }
}
