package io.daybook.kernel.store;

/** A commit, or a part of it, is too large to be stored. Nothing was written. */
public final class CommitTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param what what is too large, for the message: "the event NoteWritten" */
    public CommitTooLargeException(String what, long actualBytes, long limitBytes) {
        super(what + " is " + actualBytes + " bytes long; the limit is " + limitBytes);
    }

    private CommitTooLargeException(String message) {
        super(message);
    }

    /** More claims than {@link Append#CLAIMS_MAX} in one command. */
    public static CommitTooLargeException claims(int claims) {
        return new CommitTooLargeException(Append.claimsExpected(claims));
    }
}
