package io.daybook.kernel.event;

/**
 * How far a reader of a stream is: the end of a commit, and the history that led there.
 *
 * @param version of the commit's last event; 0 before the first commit
 * @param hash the first eight bytes of the commit's hash; 0 before the first commit, and if it is not known
 */
public record StreamPosition(long version, long hash) {
    public static final StreamPosition START = new StreamPosition(0, 0);

    /** The end of a commit whose hash is not known: whatever follows it is assumed to be of the same history. */
    public static StreamPosition at(long version) {
        return new StreamPosition(version, 0);
    }

    boolean isHistoryKnown() {
        return version == 0 || hash != 0;
    }
}
