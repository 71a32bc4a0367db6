package io.daybook.kernel.verify;

import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks a stream from its beginning and computes every hash anew. */
public final class StreamVerifier {
    private final StoredCommits stored;

    public StreamVerifier(StoredCommits stored) {
        this.stored = stored;
    }

    /**
     * How much one call may read.
     *
     * @param commits from 1
     * @param bytes of items, about, from 1
     */
    public record Bounds(long commits, long bytes) {
        public static final Bounds NONE = new Bounds(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** @throws io.daybook.kernel.failure.StoreException where it cannot be read */
    public Verification verify(StreamName stream, Bounds bounds) {
        var hash = CommitHash.NONE;
        long version = 0;
        long commits = 0;
        long bytes = 0;
        while (true) {
            var page = stored.readStored(stream, version);
            if (page.isEmpty()) {
                return version == 0 ? new Verification.Absent() : new Verification.Valid(version, hash);
            }
            for (var item : page) {
                bytes += item.bytes();
                if (++commits > bounds.commits() || bytes > bounds.bytes()) {
                    return new Verification.TooLong();
                }
                var end = new End(version, hash);
                var fault = fault(stream, end, item);
                if (fault.isPresent()) {
                    return new Verification.Broken(Math.min(version + 1, item.version()), fault.get());
                }
                var commit = ((StoredCommit.Whole) item).commit();
                version = commit.lastVersion();
                hash = commit.hash();
            }
        }
    }

    /** Where the stream ends so far. */
    private record End(long version, CommitHash hash) {}

    private static Optional<String> fault(StreamName stream, End end, StoredCommit item) {
        if (item.version() <= end.version()) {
            return Optional.of("it stands inside of the commit before it, which ends with version " + end.version());
        }
        if (item.version() > end.version() + 1) {
            return Optional.of("it is missing: the next item has version " + item.version());
        }
        return switch (item) {
            case StoredCommit.Damaged(var _, var why, var _) -> Optional.of(why);
            case StoredCommit.Whole readable -> fault(stream, end, readable);
        };
    }

    private static Optional<String> fault(StreamName stream, End end, StoredCommit.Whole item) {
        var commit = item.commit();
        if (!commit.follows(new StreamPosition(end.version(), end.hash().prefix()))) {
            return Optional.of("it follows another commit than the one that is stored before it");
        }
        var hash = CommitHash.of(
                end.hash(),
                stream,
                commit.firstVersion(),
                commit.events().size(),
                item.events(),
                commit.metadata(),
                commit.fingerprint());
        if (!hash.equals(commit.hash())) {
            return Optional.of("its content is not what its hash was made of");
        }
        var types = commit.events().stream().map(EncodedEvent::type).collect(Collectors.toSet());
        return types.equals(item.types())
                ? Optional.empty()
                : Optional.of("the types that are listed are not those of its events");
    }
}
