package io.daybook.testing.replay;

/**
 * A row that two projections, or two tallies, make differently of the same events.
 *
 * @param key of the row; of a tally where an event could not be applied, the stream's name
 * @param version of the stream that both reflect; 0 for a row of many streams
 * @param before as JSON; {@code none} where there is no row; what went wrong where an event could not be applied
 * @param after likewise
 */
public record RowDifference(String key, long version, String before, String after) {
    @Override
    public String toString() {
        var where = version == 0 ? key : key + " at version " + version;
        return "\n" + where + "\n  before: " + before + "\n  after:  " + after;
    }
}
