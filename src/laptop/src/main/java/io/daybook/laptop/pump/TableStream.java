package io.daybook.laptop.pump;

import java.util.List;

/** A table's stream, read from the oldest record that it keeps. */
@FunctionalInterface
public interface TableStream {
    /** The records since the poll before, those of each item in order; perhaps not all that there are. */
    List<StreamedRecord> poll();
}
