package io.daybook.kernel.handle;

import io.daybook.kernel.store.Snapshots.RecentCommand;
import java.util.List;
import java.util.OptionalLong;

/** The newest commands of a stream, a part of its folded state. Immutable. */
record RecentCommands(List<RecentCommand> newestLast) {
    /** How many commits' command ids a stream remembers without a receipt. Source: docs/http.md. */
    static final int COMMITS_MAX = 256;

    /** Source: {@code {"id":"<36 characters>","version":12345},}. */
    private static final int COMMAND_BYTES = 64;

    static final RecentCommands NONE = new RecentCommands(List.of());

    RecentCommands {
        newestLast = List.copyOf(newestLast);
    }

    RecentCommands plus(String commandId, long firstVersion) {
        var command = new RecentCommand(commandId, firstVersion);
        int drop = Math.max(0, newestLast.size() + 1 - COMMITS_MAX);
        var kept = new RecentCommand[newestLast.size() - drop + 1];
        for (int i = drop; i < newestLast.size(); i++) {
            kept[i - drop] = newestLast.get(i);
        }
        kept[kept.length - 1] = command;
        return new RecentCommands(List.of(kept));
    }

    /** About the length of its JSON, if ids are UUIDs. */
    long bytes() {
        return (long) COMMAND_BYTES * newestLast.size();
    }

    OptionalLong firstVersionOf(String commandId) {
        for (int i = newestLast.size() - 1; i >= 0; i--) {
            if (newestLast.get(i).commandId().equals(commandId)) {
                return OptionalLong.of(newestLast.get(i).firstVersion());
            }
        }
        return OptionalLong.empty();
    }
}
