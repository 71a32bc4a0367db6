package io.daybook.adapter.lambda.http;

import io.daybook.adapter.lambda.answer.Problem;
import io.daybook.adapter.lambda.answer.ProblemException;
import io.daybook.kernel.decide.InvalidCommandException.FieldError;
import io.daybook.kernel.rows.IndexKey;
import io.daybook.kernel.text.UserText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The parameters of a query string. A plus is a plus, because this is a URI's query (RFC 3986) and not a form. Collects
 * what is wrong with them, so that the client is told everything at once.
 */
public final class QueryParameters {
    /** At most 18 digits, so that it fits a long. */
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]?|100");

    /** In UTC, in a year of four digits; other years do not fit into stored milliseconds. */
    private static final Pattern TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    private static final Pattern TIME_OR_DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?");

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** More are not listed; a request line of 10 KB could hold thousands. */
    private static final int ERRORS_MAX = 100;

    /** A sort key takes 1,024 bytes (DynamoDB, "Service quotas"). */
    private static final int BOUND_BYTES_MAX = 900;

    private final Map<String, String> values = new HashMap<>();
    private final List<FieldError> errors = new ArrayList<>();

    private QueryParameters() {}

    /** @param known any other parameter is an error */
    public static QueryParameters of(HttpRequest request, List<String> known) {
        var parameters = new QueryParameters();
        for (var pair : request.query().split("&", -1)) {
            if (!pair.isEmpty() && parameters.errors.size() < ERRORS_MAX) {
                parameters.add(pair, known);
            }
        }
        return parameters;
    }

    private void add(String pair, List<String> known) {
        int equals = pair.indexOf('=');
        try {
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!known.contains(name)) {
                errors.add(new FieldError(name, "is not a parameter of this path"));
            } else if (values.put(name, value) != null) {
                errors.add(new FieldError(name, "must be given once"));
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            errors.add(new FieldError("", "must be a query string in percent-encoded UTF-8"));
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A version from 1 on. */
    public OptionalLong version(String name) {
        var text = text(name);
        if (text.isPresent() && VERSION.matcher(text.get()).matches()) {
            return OptionalLong.of(Long.parseLong(text.get()));
        }
        text.ifPresent(wrong -> refuse(name, "must be a version, a whole number from 1 on"));
        return OptionalLong.empty();
    }

    /** How many items a page may have: 1..100. */
    public int limit(int otherwise) {
        var text = text("limit");
        if (text.isPresent() && LIMIT.matcher(text.get()).matches()) {
            return Integer.parseInt(text.get());
        }
        text.ifPresent(wrong -> refuse("limit", "must be a whole number from 1 to 100"));
        return otherwise;
    }

    public Optional<Instant> time(String name) {
        return dated(name, TIME, Instant::parse, "must be a time in UTC, such as 2026-11-23T08:30:00.000Z");
    }

    /** A day, as text that sorts in the order of days. */
    public Optional<String> day(String name) {
        return dated(name, DAY, day -> LocalDate.parse(day).toString(), "must be a day, such as 2026-11-23");
    }

    /** A time or a whole day, as text that sorts as times do: a day is the beginning of each of its times. */
    public Optional<String> timeOrDay(String name) {
        return dated(
                name,
                TIME_OR_DAY,
                text -> DAY.matcher(text).matches()
                        ? LocalDate.parse(text).toString()
                        : IndexKey.sortOf(Instant.parse(text)),
                "must be a day or a time in UTC, such as 2026-11-23 or 2026-11-23T08:30:00.000Z");
    }

    private <T> Optional<T> dated(String name, Pattern form, Function<String, T> parse, String expected) {
        var text = text(name);
        try {
            if (text.isPresent() && form.matcher(text.get()).matches()) {
                return text.map(parse);
            }
        } catch (DateTimeException e) {
            // Refused below, like a text that does not look like one.
        }
        text.ifPresent(wrong -> refuse(name, expected));
        return Optional.empty();
    }

    /** A text that is short enough to be compared with a sort key. */
    public Optional<String> boundText(String name) {
        var text = text(name);
        if (text.isPresent() && (text.get().isEmpty() || UserText.lengthBytes(text.get()) > BOUND_BYTES_MAX)) {
            refuse(name, "must be 1.." + BOUND_BYTES_MAX + " bytes of UTF-8");
            return Optional.empty();
        }
        return text;
    }

    /** One of a few words. */
    public Optional<String> oneOf(String name, List<String> words) {
        var text = text(name);
        if (text.isPresent() && !words.contains(text.get())) {
            refuse(name, "must be one of " + String.join(", ", words));
            return Optional.empty();
        }
        return text;
    }

    public void refuse(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @throws ProblemException if anything was refused */
    public void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }

    private static String decode(String text) throws CharacterCodingException {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (text.charAt(i) == '%') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("an escape is cut off");
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 2;
            } else {
                bytes.writeBytes(Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes.toByteArray()))
                .toString();
    }
}
