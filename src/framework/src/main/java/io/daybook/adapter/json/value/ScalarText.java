package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.daybook.kernel.schema.ScalarType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes and reads a value type as one JSON string, or as the name of a field if it is a key of a map. */
final class ScalarText {
    private ScalarText() {}

    static final class Writer<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient ScalarType<T> type;

        Writer(ScalarType<T> type) {
            super(type.javaType());
            this.type = type;
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(type.format().apply(value));
        }
    }

    /** Takes the text of a string or number exactly as it was sent: {@code 1e2} stays {@code 1e2}. */
    static final class Reader<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient ScalarType<T> type;

        Reader(ScalarType<T> type) {
            super(type.javaType());
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var token = parser.currentToken();
            if (!token.isScalarValue() || token.isBoolean()) {
                throw new RefusedValueException(parser, "must be a string or number");
            }
            return parse(type, parser.getText(), parser);
        }
    }

    static final class KeyWriter<T> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient ScalarType<T> type;

        KeyWriter(ScalarType<T> type) {
            super(type.javaType());
            this.type = type;
        }

        @Override
        public void serialize(T key, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeFieldName(type.format().apply(key));
        }
    }

    /** Accepts only the form that is written, so that a key cannot occur twice in two forms. */
    static final class KeyReader<T> extends KeyDeserializer {
        private final ScalarType<T> type;

        KeyReader(ScalarType<T> type) {
            this.type = type;
        }

        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            var parser = context.getParser();
            T key = parse(type, name, parser);
            var written = type.format().apply(key);
            if (!written.equals(name)) {
                throw new RefusedValueException(parser, "must be written as \"" + written + "\"");
            }
            return key;
        }
    }

    /** Anything that the domain's parser throws means that the text does not fit, which is the sender's error. */
    private static <T> T parse(ScalarType<T> type, String text, JsonParser parser) throws RefusedValueException {
        @Nullable String expected = null;
        try {
            @Nullable T value = type.parse().apply(text);
            if (value != null) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            expected = e.getMessage();
        } catch (RuntimeException e) {
            // Refused below; its message is not written for senders.
        }
        throw new RefusedValueException(parser, expected == null ? "does not have the expected form" : expected);
    }
}
