package io.daybook.kernel.verify;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A stream as far as it has been checked.
 *
 * @param version where it ends so far; 0 before its first commit
 * @param hash of the commit that ends there
 */
public record Chain(StreamName stream, long version, CommitHash hash) {
    public static Chain begin(StreamName stream) {
        return new Chain(stream, 0, CommitHash.NONE);
    }

    /** With a commit that has no fault. */
    public Chain with(Commit commit) {
        return new Chain(stream, commit.lastVersion(), commit.hash());
    }

    /** The first version that does not fit, where the next item has a fault. */
    public long brokenAt(StoredCommit item) {
        return Math.min(version + 1, item.version());
    }

    /** What is wrong with the next item, in words for a person. */
    public Optional<String> fault(StoredCommit item) {
        if (item.version() <= version) {
            return Optional.of("it is inside the commit before it, which ends with version " + version);
        }
        if (item.version() > version + 1) {
            return Optional.of("it is missing: the next item has version " + item.version());
        }
        return switch (item) {
            case StoredCommit.Damaged(var _, var why, var _) -> Optional.of(why);
            case StoredCommit.Whole readable -> fault(readable);
        };
    }

    private Optional<String> fault(StoredCommit.Whole item) {
        var commit = item.commit();
        if (!commit.follows(new StreamPosition(version, hash.prefix()))) {
            return Optional.of("it does not follow the commit that is stored before it");
        }
        var expected = CommitHash.of(
                hash,
                stream,
                commit.firstVersion(),
                commit.events().size(),
                item.events(),
                commit.metadata(),
                commit.fingerprint());
        if (!expected.equals(commit.hash())) {
            return Optional.of("its content is not what its hash was made of");
        }
        var types = commit.events().stream().map(EncodedEvent::type).collect(Collectors.toSet());
        return types.equals(item.types())
                ? Optional.empty()
                : Optional.of("the types that are listed are not those of its events");
    }
}
