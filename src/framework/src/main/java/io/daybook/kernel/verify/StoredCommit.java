package io.daybook.kernel.verify;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventsText;
import java.util.Set;
import java.util.stream.Collectors;

/** An item of the event table, with all that a check needs to know of its stored form. */
public sealed interface StoredCommit {
    /** The version in its key. */
    long version();

    /** About how many bytes were read for it. */
    int bytes();

    /**
     * One that has each attribute of a commit, and no other.
     *
     * @param events their JSON text as it is stored, without its compression
     * @param types as they are stored beside the events
     */
    record Whole(Commit commit, String events, Set<String> types, int bytes) implements StoredCommit {
        public Whole {
            types = Set.copyOf(types);
        }

        /** As a store writes it. */
        public static Whole of(Commit commit) {
            var text = EventsText.of(commit.events());
            var types = commit.events().stream().map(EncodedEvent::type).collect(Collectors.toSet());
            return new Whole(commit, text, types, text.length());
        }

        @Override
        public long version() {
            return commit.firstVersion();
        }
    }

    /** @param why says what is wrong, but nothing of what the item holds */
    record Damaged(long version, String why, int bytes) implements StoredCommit {}
}
