package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import java.util.List;
import java.util.Optional;

/**
 * Events to append if the stream is at exactly {@code expectedVersion}.
 *
 * @param expectedVersion 0 if the stream must not exist
 * @param metadata its {@code at} is replaced by the last commit's if that is later
 */
public record ExpectedAppend(
        StreamName stream, long expectedVersion, List<EncodedEvent> events, EventMetadata metadata) {
    public ExpectedAppend {
        events = List.copyOf(events);
        if (expectedVersion < 0 || events.isEmpty()) {
            throw new IllegalArgumentException("an append holds at least one event and expects a version from 0 on");
        }
    }

    /** The commit that it makes after the last one of its stream, which is at the expected version. */
    Commit after(Optional<Commit> last) {
        var later = last.map(commit -> commit.metadata().at()).filter(at -> at.isAfter(metadata.at()));
        var hash = last.map(Commit::hash).orElse(CommitHash.NONE);
        return Commit.next(
                stream, expectedVersion, hash, events, later.map(metadata::at).orElse(metadata), null);
    }
}
