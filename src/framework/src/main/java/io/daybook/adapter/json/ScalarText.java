package io.daybook.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.daybook.kernel.event.ScalarType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A value type as one JSON string. */
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

    /** Takes the text of a string or number just as it was sent: {@code 1e2} stays {@code 1e2}. */
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
            try {
                return type.parse().apply(parser.getText());
            } catch (IllegalArgumentException e) {
                throw refused(parser, e.getMessage());
            }
        }

        private static RefusedValueException refused(JsonParser parser, @Nullable String expected) {
            return new RefusedValueException(parser, expected == null ? "has not the expected form" : expected);
        }
    }
}
