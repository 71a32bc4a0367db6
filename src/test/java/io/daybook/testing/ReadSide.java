package io.daybook.testing;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.project.ReadTable;
import io.daybook.kernel.project.ReadTables;
import io.daybook.kernel.project.Row;
import io.daybook.kernel.project.TallyTable;
import io.daybook.kernel.store.CommitPage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Storage of the read side in memory that writes down every call, and can be disturbed before each. */
public final class ReadSide {
    public final MemoryEventStore events = new MemoryEventStore();
    public final MemoryParkedStreams parked = new MemoryParkedStreams();

    /** Calls since the last {@link #forget}, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    private final MemoryReadTables memory = new MemoryReadTables();
    private volatile Disturbance disturbance = call -> {};

    /** What happens before a call is made. */
    @FunctionalInterface
    public interface Disturbance {
        void before(String call);
    }

    public final ForwardingEventStore store = new ForwardingEventStore(events) {
        @Override
        public CommitPage readAfter(StreamName stream, long boundaryVersion, int commitsMax) {
            return called("read after", () -> super.readAfter(stream, boundaryVersion, commitsMax));
        }
    };

    public final ReadTables tables = new ForwardingReadTables(memory) {
        @Override
        protected <T> T around(String call, Supplier<T> made) {
            return called(call, made);
        }
    };

    public void disturb(Disturbance other) {
        disturbance = other;
    }

    public void forget() {
        calls.clear();
    }

    /** The rows of a view, as a reader sees them. */
    public ReadTable<Notes.Note> rows(String projection) {
        return memory.open(ReadTables.SHARED, projection, Notes.ROWS);
    }

    /** The rows of sums, as a reader sees them. */
    public TallyTable<Notes.Tally> sums(String projection) {
        return memory.openTally(ReadTables.SHARED, projection, Notes.TALLIES);
    }

    public Row<Notes.Note> row(String projection, StreamName stream) {
        return rows(projection).read(stream.id()).orElse(Row.none(stream.id()));
    }

    private <T> T called(String call, Supplier<T> made) {
        calls.add(call);
        disturbance.before(call);
        return made.get();
    }
}
