package io.daybook.adapter.json;

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

    private MillisecondTime() {}

    public static String format(Instant time) {
        return FORM.format(time);
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

        private static final String EXPECTED =
                "must be a time in UTC with milliseconds, such as \"2026-11-23T08:30:00.000Z\"";

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw new RefusedValueException(parser, EXPECTED);
            }
            try {
                var time = FORM.parse(parser.getText(), Instant::from);
                if (format(time).equals(parser.getText())) {
                    return time;
                }
            } catch (DateTimeException e) {
                // Refused below, like a time that is written otherwise.
            }
            throw new RefusedValueException(parser, EXPECTED);
        }
    }
}
