package io.daybook.kernel.decide;

import io.daybook.kernel.event.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The streams that this instance folded most recently. What it says may be out of date, never wrong. */
final class FoldCache<S> {
    private final Map<StreamName, Folded<S>> folds;

    FoldCache(int streamsMax) {
        folds = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamName, Folded<S>> eldest) {
                return size() > streamsMax;
            }
        };
    }

    synchronized Optional<Folded<S>> get(StreamName stream) {
        return Optional.ofNullable(folds.get(stream));
    }

    /** Keeps whichever of the two is further along. */
    synchronized void put(StreamName stream, Folded<S> fold) {
        folds.merge(stream, fold, (held, offered) -> held.version() >= offered.version() ? held : offered);
    }
}
