package io.daybook.kernel.store;

import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folded states, kept so that a long stream need not be read from its beginning. Losing one only costs time. */
public interface Snapshots {
    /**
     * @param foldId changes whenever {@code evolve} or the state changes, so that snapshots of another release are not
     *     used
     */
    Optional<Snapshot> newest(StreamName stream, String foldId);

    /** Keeps a snapshot and drops all but the newest few. A technical failure is reported, not thrown. */
    void save(StreamName stream, String foldId, Snapshot snapshot);

    /** Is told about a snapshot that does not fit the state of this release; its stream is folded from its events. */
    void unreadable(StreamName stream, String foldId, Snapshot snapshot, RuntimeException why);

    /**
     * A state at the end of a commit.
     *
     * @param version the last version of that commit
     * @param at when that commit was recorded
     * @param hash of that commit: the snapshot is used only where the stream has this commit
     * @param state JSON text
     * @param recent the newest commands, oldest first
     */
    record Snapshot(long version, Instant at, CommitHash hash, String state, List<RecentCommand> recent) {
        public Snapshot {
            recent = List.copyOf(recent);
        }
    }

    /** A command that appended, with the first version that it wrote. */
    record RecentCommand(String commandId, long firstVersion) {}

    static Snapshots none() {
        return new Snapshots() {
            @Override
            public Optional<Snapshot> newest(StreamName stream, String foldId) {
                return Optional.empty();
            }

            @Override
            public void save(StreamName stream, String foldId, Snapshot snapshot) {}

            @Override
            public void unreadable(StreamName stream, String foldId, Snapshot snapshot, RuntimeException why) {}
        };
    }
}
