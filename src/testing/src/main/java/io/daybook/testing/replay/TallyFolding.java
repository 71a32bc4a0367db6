package io.daybook.testing.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.adapter.json.JacksonEventCodec;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.schema.EventCodec;
import io.daybook.kernel.tally.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All streams on their way into the rows of a tally. Like a parked stream, one stays at the first commit that cannot be applied. */
final class TallyFolding<E, R> {
    private final Tally<E, R> tally;
    private final EventCodec<E> codec;
    private final Map<String, R> rows = new TreeMap<>();
    private final Map<String, Long> applied = new HashMap<>();
    private final Map<String, Fold> failed = new TreeMap<>();

    TallyFolding(Tally<E, R> tally, ObjectMapper mapper) {
        this.tally = tally;
        this.codec = new JacksonEventCodec<>(tally.follows().events(), mapper);
    }

    void take(Commit commit) {
        var stream = commit.stream().toString();
        if (!commit.stream().category().equals(tally.follows().name()) || failed.containsKey(stream)) {
            return;
        }
        try {
            rows.putAll(with(commit));
            applied.put(stream, commit.lastVersion());
        } catch (RuntimeException e) {
            failed.put(stream, Fold.failed(applied.getOrDefault(stream, 0L), e));
        }
    }

    /** The rows that change with it: all of them, or none. */
    private Map<String, R> with(Commit commit) {
        var changed = new HashMap<String, R>();
        for (var recorded : codec.decode(commit)) {
            tally.shares(recorded).forEach((key, share) -> {
                var row = changed.getOrDefault(key.toString(), rows.get(key.toString()));
                changed.put(key.toString(), row == null ? share : tally.merge(row, share));
            });
        }
        return changed;
    }

    /** Rows by their keys, then what could not be applied, by the names of streams. */
    Map<String, Fold> over(ObjectMapper mapper, Set<String> ignored) {
        var folds = new TreeMap<String, Fold>(failed);
        rows.forEach((key, row) -> folds.put(key, Fold.of(0, row, mapper, ignored)));
        return folds;
    }
}
