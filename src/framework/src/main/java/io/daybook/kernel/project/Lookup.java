package io.daybook.kernel.project;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.text.UserText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A list that clients can ask for: its parameter, its order, and the keys by which a row is found. Writing and reading
 * both use it.
 *
 * <pre>{@code
 * Lookup.by("roomId", Row::roomId).sortedByDay(Row::arrival).withRange("arrival")
 * Lookup.by("status", Row::status).oneOf("pending", "confirmed").sortedByTime(Row::madeAt).descending().spread()
 * Lookup.byWords("q", row -> Words.of(row.name()))
 * }</pre>
 *
 * @param index the index of the read model's own table that it uses; the shared table has one index for all
 * @param found the keys by which a row is found; a row without any is not in the list
 */
@PublicApi
public record Lookup<R>(Parameter parameter, Index index, Order order, Function<R, List<Key>> found) {
    /** A value of an index has at most 2,048 bytes (DynamoDB, "Service quotas"), and begins with names. */
    private static final int VALUE_BYTES_MAX = 1_024;

    /**
     * The parameter with which a client asks for the list.
     *
     * @param description for readers of the API's description; may be empty
     * @param values all values that it may have; empty if any value is allowed
     * @param normalise turns what the client wrote into what is looked up; throws IllegalArgumentException, whose
     *     message tells the client what was expected
     */
    public record Parameter(String name, String description, List<String> values, UnaryOperator<String> normalise) {
        public Parameter {
            values = List.copyOf(values);
        }
    }

    /**
     * The index that it uses.
     *
     * @param spread whether it has few values, such as a status, so that the rows of one value are spread over
     *     partitions and merged on reading
     */
    public record Index(String name, boolean spread, Places places) {}

    /** How many places in its index a row may have. */
    public enum Places {
        /** One at most, which is stored with the row and costs only its place in the index. */
        ONE,
        /** Any number. Each is an item of its own, written in one transaction with the row if it has changed. */
        MANY,
        /** Any number of words, each found by every beginning of at least two characters. */
        WORDS
    }

    /**
     * The order of the rows of one value.
     *
     * @param range the parameters {@code <range>From} and {@code <range>To}, both inclusive, select a part of it; null
     *     if there are no such parameters
     */
    public record Order(
            Sort sort, boolean descending, @Nullable String range) {}

    /** By what the rows of one value are sorted. */
    public enum Sort {
        NOTHING,
        TEXT,
        TIME,
        DAY
    }

    /**
     * One place in the index.
     *
     * @param value what is looked up, compared exactly; a word for {@link Places#WORDS}
     * @param sort the order among those of the same value, as text; may be empty
     */
    public record Key(String value, String sort) {}

    /** By a value of the row. A row whose value is null or empty is not found. */
    public static <R> Lookup<R> by(String parameter, Function<R, @Nullable String> value) {
        return of(parameter, Places.ONE, row -> {
            var text = value.apply(row);
            return text == null ? List.of() : List.of(text);
        });
    }

    /** By each of several values, such as tags. */
    public static <R> Lookup<R> byEach(String parameter, Function<R, ? extends Collection<String>> values) {
        return of(parameter, Places.MANY, values);
    }

    /** By the beginnings of several words. */
    public static <R> Lookup<R> byWords(String parameter, Function<R, ? extends Collection<String>> words) {
        return of(parameter, Places.WORDS, words);
    }

    private static <R> Lookup<R> of(String parameter, Places places, Function<R, ? extends Collection<String>> values) {
        return new Lookup<>(
                new Parameter(parameter, "", List.of(), UnaryOperator.identity()),
                new Index(parameter, false, places),
                new Order(Sort.NOTHING, false, null),
                row -> values.apply(row).stream()
                        .filter(value -> !value.isEmpty())
                        .distinct()
                        .map(value -> new Key(value, ""))
                        .toList());
    }

    /** Uses an index with another name than the parameter's. */
    public Lookup<R> in(String name) {
        return new Lookup<>(parameter, new Index(name, index.spread(), index.places()), order, found);
    }

    /** For an index of few values, such as a status. */
    public Lookup<R> spread() {
        return new Lookup<>(parameter, new Index(index.name(), true, index.places()), order, found);
    }

    public Lookup<R> describedAs(String description) {
        return with(new Parameter(parameter.name(), description, parameter.values(), parameter.normalise()));
    }

    /** Allows only these values. */
    public Lookup<R> oneOf(String... values) {
        return with(new Parameter(parameter.name(), parameter.description(), List.of(values), parameter.normalise()));
    }

    /** See {@link Parameter#normalise}. */
    public Lookup<R> normalised(UnaryOperator<String> normalise) {
        return with(new Parameter(parameter.name(), parameter.description(), parameter.values(), normalise));
    }

    private Lookup<R> with(Parameter other) {
        return new Lookup<>(other, index, order, found);
    }

    /** Sorts by text, in the order of its UTF-8 bytes. Null comes first. */
    public Lookup<R> sortedBy(Function<R, @Nullable String> text) {
        return sorted(Sort.TEXT, text);
    }

    /** Null comes first. */
    public Lookup<R> sortedByTime(Function<R, @Nullable Instant> time) {
        return sorted(Sort.TIME, row -> {
            var at = time.apply(row);
            return at == null ? null : IndexKey.sortOf(at);
        });
    }

    /** Null comes first. */
    public Lookup<R> sortedByDay(Function<R, @Nullable LocalDate> day) {
        return sorted(Sort.DAY, row -> {
            var on = day.apply(row);
            return on == null ? null : on.toString();
        });
    }

    private Lookup<R> sorted(Sort sort, Function<R, @Nullable String> text) {
        if (index.places() == Places.WORDS) {
            throw new IllegalArgumentException(parameter.name() + " is sorted by its words");
        }
        return new Lookup<>(parameter, index, new Order(sort, order.descending(), order.range()), row -> {
            var rowSort = text.apply(row);
            return found.apply(row).stream()
                    .map(key -> new Key(key.value(), rowSort == null ? "" : rowSort))
                    .toList();
        });
    }

    /** Reverses the order: the newest first, if the rows are sorted by a time. */
    public Lookup<R> descending() {
        return new Lookup<>(parameter, index, new Order(order.sort(), true, order.range()), found);
    }

    /** Adds the parameters {@code <name>From} and {@code <name>To}, both inclusive, for what the rows are sorted by. */
    public Lookup<R> withRange(String name) {
        if (order.sort() == Sort.NOTHING) {
            throw new IllegalArgumentException("the range " + name + " needs an order: say what the rows of one "
                    + parameter.name() + " are sorted by, before withRange");
        }
        return new Lookup<>(parameter, index, new Order(order.sort(), order.descending(), name), found);
    }

    /** The parameter with which a range begins. */
    public static String from(String range) {
        return range + "From";
    }

    /** The parameter with which a range ends. */
    public static String to(String range) {
        return range + "To";
    }

    /**
     * The value that is looked up.
     *
     * @param text as the client wrote it
     * @throws IllegalArgumentException says what was expected
     */
    public String sought(String text) {
        if (!parameter.values().isEmpty() && !parameter.values().contains(text)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", parameter.values()));
        }
        var value = parameter.normalise().apply(text);
        if (index.places() == Places.WORDS && UserText.length(value) < IndexKey.BEGINNING_MIN) {
            throw new IllegalArgumentException("must be at least " + IndexKey.BEGINNING_MIN + " characters long");
        }
        if (value.isEmpty() || UserText.lengthBytes(value) > VALUE_BYTES_MAX) {
            throw new IllegalArgumentException("must be 1.." + VALUE_BYTES_MAX + " bytes of UTF-8");
        }
        return value;
    }

    /** Whether a key matches the value that is looked up. */
    public boolean matches(Key key, String sought) {
        return index.places() == Places.WORDS
                ? key.value().startsWith(sought)
                : key.value().equals(sought);
    }
}
