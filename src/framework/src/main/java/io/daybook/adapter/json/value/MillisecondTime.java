package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Times as ISO-8601 in UTC with exactly three digits after the second: {@code 2026-11-23T08:30:00.000Z}. */
public final class MillisecondTime {
    private static final DateTimeFormatter FORM =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final String EXPECTED =
            "must be a time in UTC with milliseconds, such as \"2026-11-23T08:30:00.000Z\"";

    private MillisecondTime() {}

    public static String format(Instant time) {
        return FORM.format(time);
    }

    /** @throws IllegalArgumentException for a time in another format; says what was expected */
    static Instant parse(String text) {
        try {
            var time = FORM.parse(text, Instant::from);
            if (format(time).equals(text)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(EXPECTED, e);
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    static final class Writer extends StdScalarSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(format(time));
        }
    }

    static final class Reader extends StdScalarDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                if (parser.hasToken(JsonToken.VALUE_STRING)) {
                    return parse(parser.getText());
                }
            } catch (IllegalArgumentException e) {
                // Refused below, like a value that is not a string.
            }
            throw new RefusedValueException(parser, EXPECTED);
        }
    }
}
