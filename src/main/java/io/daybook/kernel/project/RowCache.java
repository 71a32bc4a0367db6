package io.daybook.kernel.project;

import io.daybook.kernel.event.StreamName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows that this instance wrote most recently. What it says may be out of date: every write is conditional. */
final class RowCache<R> {
    private final Map<StreamName, Row<R>> rows;

    RowCache(int rowsMax) {
        rows = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<StreamName, Row<R>> eldest) {
                return size() > rowsMax;
            }
        };
    }

    synchronized Optional<Row<R>> get(StreamName stream) {
        return Optional.ofNullable(rows.get(stream));
    }

    synchronized void put(StreamName stream, Row<R> row) {
        rows.put(stream, row);
    }
}
