package io.daybook.kernel.verify;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.CommitHash;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a stream ends so far, for whoever walks it from its beginning and computes every hash anew.
 *
 * @param hash of the commit that ends there
 */
public record ChainEnd(long version, CommitHash hash) {
    public static final ChainEnd START = new ChainEnd(0, CommitHash.NONE);

    public static ChainEnd of(Commit commit) {
        return new ChainEnd(commit.lastVersion(), commit.hash());
    }

    /** What is wrong with the item that was met next; empty if it is the next commit, as it was written. */
    public Optional<String> fault(StreamName stream, StoredCommit item) {
        if (item.version() <= version) {
            return Optional.of("it stands inside of the commit before it, which ends with version " + version);
        }
        if (item.version() > version + 1) {
            return Optional.of("it is missing: the next item has version " + item.version());
        }
        return switch (item) {
            case StoredCommit.Damaged(var _, var why, var _) -> Optional.of(why);
            case StoredCommit.Whole readable -> fault(stream, readable);
        };
    }

    private Optional<String> fault(StreamName stream, StoredCommit.Whole item) {
        var commit = item.commit();
        if (!commit.follows(new StreamPosition(version, hash.prefix()))) {
            return Optional.of("it follows another commit than the one that is stored before it");
        }
        var anew = CommitHash.of(
                hash,
                stream,
                commit.firstVersion(),
                commit.events().size(),
                item.events(),
                commit.metadata(),
                commit.fingerprint());
        if (!anew.equals(commit.hash())) {
            return Optional.of("its content is not what its hash was made of");
        }
        var types = commit.events().stream().map(EncodedEvent::type).collect(Collectors.toSet());
        return types.equals(item.types())
                ? Optional.empty()
                : Optional.of("the types that are listed are not those of its events");
    }
}
