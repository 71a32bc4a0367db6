package io.daybook.kernel.store;

import io.daybook.kernel.event.Commit;

/** The size limits of an append. They are the same in every event store, and checked before anything is written. */
public final class AppendLimits {
    /** Leaves room for a commit of one such event under the limit of a commit. */
    public static final int EVENT_BYTES_MAX = 262_144;

    /** Source: DynamoDB, an item has at most 400 KB; the rest is for future attributes. */
    public static final int COMMIT_BYTES_MAX = 380_000;

    /** An upper bound for the names of a commit's attributes and its numbers. */
    private static final int AROUND_COMMIT_BYTES = 216;

    /** An upper bound for an event without its id, its type and its data. */
    private static final int AROUND_EVENT_BYTES = 64;

    private AppendLimits() {}

    /**
     * The size of a commit, a little more than its item in the table takes: its texts in UTF-8, with the types of its
     * events twice. It is taken before compression, so that the limit does not depend on how well the data compresses.
     *
     * @throws CommitTooLargeException if it, or one of its events, is beyond the limit
     */
    public static int check(Commit commit) {
        var metadata = commit.metadata();
        long bytes = (long) AROUND_COMMIT_BYTES
                + utf8Bytes(commit.stream().toString())
                + utf8Bytes(metadata.commandId())
                + utf8Bytes(metadata.correlationId())
                + utf8Bytes(metadata.causationId())
                + utf8Bytes(metadata.release())
                + (metadata.userId() == null ? 0 : utf8Bytes(metadata.userId()));
        for (var event : commit.events()) {
            int dataBytes = utf8Bytes(event.data());
            if (dataBytes > EVENT_BYTES_MAX) {
                throw new CommitTooLargeException("the event " + event.type(), dataBytes, EVENT_BYTES_MAX);
            }
            bytes += AROUND_EVENT_BYTES
                    + dataBytes
                    + escapedBytes(event.id())
                    + escapedBytes(event.type())
                    + utf8Bytes(event.type());
        }
        if (bytes > COMMIT_BYTES_MAX) {
            throw new CommitTooLargeException(
                    "the commit of " + commit.events().size() + " events", bytes, COMMIT_BYTES_MAX);
        }
        return (int) bytes;
    }

    static void checkClaim(String claim) {
        int bytes = utf8Bytes(claim);
        if (bytes > Append.CLAIM_BYTES_MAX) {
            throw new CommitTooLargeException("a claimed value", bytes, Append.CLAIM_BYTES_MAX);
        }
    }

    /** The size in a JSON string, in which a quote or a backslash takes two bytes and a control character six. */
    private static int escapedBytes(String text) {
        int bytes = utf8Bytes(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ' ' ? 5 : c == '"' || c == '\\' ? 1 : 0;
        }
        return bytes;
    }

    private static int utf8Bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate pair takes 4 bytes, so each of its halves counts for 2.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }
}
