package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.text.UserText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * A place at which a row is found by something other than its key.
 *
 * @param index the index's name: a global secondary index of the projection's table
 * @param value what is looked up, compared exactly; not empty
 * @param sort the order among rows of the same value, as text; may be empty
 * @param spread whether the value is one of few, such as a status, so that its rows are spread over
 *     {@link #PARTS} partitions and merged on reading
 */
@PublicApi
public record IndexKey(String index, String value, String sort, boolean spread) {
    /** Source: the design, promise 4. One partition takes 1,000 writes a second (DynamoDB, "Partitions"). */
    public static final int PARTS = 8;

    /** Characters, as code points, by which a word is found at least: its index is looked into by so many. */
    public static final int BEGINNING_MIN = 2;

    /** The one value of an index of days: a list of them may begin at any day. */
    public static final String ANY_DAY = "all";

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

    /**
     * A key of an index of words: found by every beginning of the word that has at least {@link #BEGINNING_MIN}
     * characters, and so by none where the word is shorter.
     */
    public static IndexKey ofWord(String index, String word) {
        return of(index, UserText.first(BEGINNING_MIN, word), word);
    }

    /**
     * A key by which a projection of many streams is listed day by day.
     *
     * @param day in UTC, such as {@code 2026-11-23}
     * @param rest what the rows of a day differ in; those with the same are parts of one row, merged on reading
     */
    public static IndexKey ofDay(String index, String day, String rest) {
        return spread(index, ANY_DAY, day + "#" + rest);
    }

    /** A time as text that sorts as times do: in UTC, always with three digits after the second. */
    public static String sortOf(Instant time) {
        return SORTABLE.format(time);
    }

    /** The part in which something with this key lies: 0..{@link #PARTS}-1, the same for ever. */
    public static int part(String key) {
        return Math.floorMod(key.hashCode(), PARTS);
    }
}
