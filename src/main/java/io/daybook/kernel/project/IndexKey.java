package io.daybook.kernel.project;

/**
 * A place at which a row is found by something other than its key.
 *
 * @param index the index's name: a global secondary index of the projection's table
 * @param value what is looked up, compared exactly; not empty
 * @param sort the order among rows of the same value, as text; may be empty
 * @param spread whether the value is one of few, such as a status, so that its rows are spread over
 *     {@link #PARTS} partitions and merged on reading
 */
public record IndexKey(String index, String value, String sort, boolean spread) {
    /** Source: the design, promise 4. One partition takes 1,000 writes a second (DynamoDB, "Partitions"). */
    public static final int PARTS = 8;

    public IndexKey {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a key of the index " + index + " needs a value");
        }
    }

    /** A key of an index of many values, such as an owner. */
    public static IndexKey of(String index, String value, String sort) {
        return new IndexKey(index, value, sort, false);
    }

    /** A key of an index of few values, such as a status. */
    public static IndexKey spread(String index, String value, String sort) {
        return new IndexKey(index, value, sort, true);
    }

    /** The part in which something with this key lies: 0..{@link #PARTS}-1, the same for ever. */
    public static int part(String key) {
        return Math.floorMod(key.hashCode(), PARTS);
    }
}
