package io.daybook.kernel.store;

import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A commit, and the claims and the receipt that go into the same transaction.
 *
 * @param acquire claims that the stream takes; they are free or its own already
 * @param release claims that the stream held until now
 * @param receipt kept for ever if the command asks for it, else null
 */
public record Append(
        Commit commit,
        Set<String> acquire,
        Set<String> release,
        @Nullable Receipt receipt) {
    /** Source: DynamoDB, TransactWriteItems takes at most 100 actions; two are for the commit and the receipt. */
    public static final int CLAIMS_MAX = 98;

    /** Source: DynamoDB, a partition key is at most 2,048 bytes long; the rest is for the prefix. */
    public static final int CLAIM_BYTES_MAX = 2_000;

    /**
     * @throws CommitTooLargeException if a claim is longer than {@link #CLAIM_BYTES_MAX}
     * @throws IllegalArgumentException if there are more than {@link #CLAIMS_MAX}, or one is taken and freed
     */
    public Append {
        acquire = Set.copyOf(acquire);
        release = Set.copyOf(release);
        int claims = acquire.size() + release.size();
        if (claims > CLAIMS_MAX) {
            throw new IllegalArgumentException(claimsExpected(claims));
        }
        if (!Collections.disjoint(acquire, release)) {
            throw new IllegalArgumentException("a claim is either taken or freed");
        }
        acquire.forEach(AppendLimits::checkClaim);
        release.forEach(AppendLimits::checkClaim);
    }

    static String claimsExpected(int claims) {
        return "a command takes and frees at most " + CLAIMS_MAX + " claims at once, not " + claims;
    }

    public static Append of(Commit commit) {
        return new Append(commit, Set.of(), Set.of(), null);
    }

    /** Whether one conditional write is enough. */
    public boolean isPlain() {
        return acquire.isEmpty() && release.isEmpty() && receipt == null;
    }
}
