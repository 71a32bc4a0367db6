package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an append to several streams: all of it, or nothing. */
public sealed interface MultiAppendResult {
    /** @param commits as they are stored, in the order of the appends */
    record Appended(List<Commit> commits) implements MultiAppendResult {}

    /** @param commits what the earlier append with the same command ids wrote, in the order of the appends */
    record Duplicate(List<Commit> commits) implements MultiAppendResult {}

    /** @param winner the commit in the way; null where the stream ends before the expected version */
    record Conflict(StreamName stream, @Nullable Commit winner) implements MultiAppendResult {}

    record Contended(int attempts) implements MultiAppendResult {}

    record Unknown() implements MultiAppendResult {}
}
