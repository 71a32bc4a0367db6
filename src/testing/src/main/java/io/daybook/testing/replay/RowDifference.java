package io.daybook.testing.replay;

/**
 * A row that two projections make differently of the same events.
 *
 * @param version of the stream that both reflect
 * @param before as JSON; {@code none} where there is no row; what went wrong where an event could not be applied
 * @param after likewise
 */
public record RowDifference(String key, long version, String before, String after) {
    @Override
    public String toString() {
        return "\n" + key + " at version " + version + "\n  before: " + before + "\n  after:  " + after;
    }
}
