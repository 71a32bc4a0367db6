package io.daybook.kernel.verify;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.WalkBounds;

/** Walks a stream from its beginning and computes every hash anew. */
public final class StreamVerifier {
    private final StoredCommits stored;

    public StreamVerifier(StoredCommits stored) {
        this.stored = stored;
    }

    /** @throws io.daybook.kernel.failure.StoreException where it cannot be read */
    public Verification verify(StreamName stream, WalkBounds bounds) {
        var chain = Chain.begin(stream);
        long commits = 0;
        long bytes = 0;
        while (true) {
            var page = stored.readStored(stream, chain.version());
            if (page.isEmpty()) {
                return chain.version() == 0
                        ? new Verification.Absent()
                        : new Verification.Valid(chain.version(), chain.hash());
            }
            for (var item : page) {
                bytes += item.bytes();
                if (!bounds.permit(++commits, bytes)) {
                    return new Verification.TooLong();
                }
                var fault = chain.fault(item);
                if (fault.isPresent()) {
                    return new Verification.Broken(chain.brokenAt(item), fault.get());
                }
                chain = chain.with(((StoredCommit.Whole) item).commit());
            }
        }
    }
}
