package io.daybook.kernel.rows;

import io.daybook.kernel.text.UserText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/**
 * A key of an index, by which a row is found in addition to its own key.
 *
 * @param index the index's name: a global secondary index of the projection's table
 * @param value what is looked up, compared exactly; not empty
 * @param sort the order among rows of the same value, as text; may be empty
 * @param spread whether the value is one of few, such as a status, so that its rows are spread over {@link #PARTS}
 *     partitions and merged on reading
 */
public record IndexKey(String index, String value, String sort, boolean spread) {
    /** One partition takes 1,000 writes a second (DynamoDB, "Partitions"); eight are enough for a few values. */
    public static final int PARTS = 8;

    /** The shortest beginning, in code points, by which a word is found; it is the value in the index. */
    public static final int BEGINNING_MIN = 2;

    /** The order of sorts: by their UTF-8 bytes, as in DynamoDB. {@link String#compareTo} differs beyond U+FFFF. */
    public static final Comparator<String> ORDER = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    private static final DateTimeFormatter SORTABLE =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

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

    /** The value that words with the same beginning share in an index of words. */
    public static String beginning(String word) {
        return UserText.first(BEGINNING_MIN, word);
    }

    /** A time as text that sorts in the order of time: in UTC, always with three digits after the second. */
    public static String sortOf(Instant time) {
        return SORTABLE.format(time);
    }

    /** The part that this key belongs to: 0..{@link #PARTS}-1. It never changes. */
    public static int part(String key) {
        return Math.floorMod(key.hashCode(), PARTS);
    }
}
