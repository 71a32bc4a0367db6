package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A commit, and what must become true with it in the same transaction.
 *
 * @param acquire claims that the stream takes: free, or its own already
 * @param release claims that the stream held until now
 * @param receipt kept for ever where the command asks for unlimited memory, else null
 */
public record Append(
        Commit commit,
        Set<String> acquire,
        Set<String> release,
        @Nullable Receipt receipt) {
    public Append {
        acquire = Set.copyOf(acquire);
        release = Set.copyOf(release);
    }

    public static Append of(Commit commit) {
        return new Append(commit, Set.of(), Set.of(), null);
    }

    /** Whether one conditional write does it. */
    public boolean isPlain() {
        return acquire.isEmpty() && release.isEmpty() && receipt == null;
    }
}
