package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Function;

/**
 * Numbers beyond {@code long} as JSON numbers of limited length, so that everything that is written can be read again.
 */
final class Numbers {
    /**
     * The length of the longest double without an exponent. Without a limit, {@code 1e999999999} would fill the memory.
     */
    private static final int LENGTH_MAX = 400;

    private Numbers() {}

    static void addTo(SimpleModule module) {
        add(module, BigDecimal.class, Numbers::decimal, "a number without exponent");
        add(module, BigInteger.class, BigInteger::new, "a whole number without exponent");
        add(module, Double.class, Numbers::finite, "a number");
        module.addSerializer(double.class, new Writer<>(Double.class));
        module.addDeserializer(double.class, new Reader<>(Double.class, Numbers::finite, "a number"));
    }

    private static <T extends Number> void add(
            SimpleModule module, Class<T> type, Function<String, T> parse, String expected) {
        module.addSerializer(type, new Writer<>(type));
        module.addDeserializer(type, new Reader<>(type, parse, expected));
    }

    private static BigDecimal decimal(String text) {
        if (text.chars().anyMatch(c -> c == 'e' || c == 'E')) {
            throw new NumberFormatException(text);
        }
        return new BigDecimal(text);
    }

    private static Double finite(String text) {
        var value = Double.valueOf(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static final class Writer<T extends Number> extends StdScalarSerializer<T> {
        private static final long serialVersionUID = 1L;

        Writer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            boolean isLong = value instanceof BigDecimal decimal && Math.abs((long) decimal.scale()) > LENGTH_MAX;
            var text = value instanceof BigDecimal decimal && !isLong ? decimal.toPlainString() : value.toString();
            if (isLong || text.length() > LENGTH_MAX || (value instanceof Double real && !Double.isFinite(real))) {
                throw JsonMappingException.from(
                        generator, "a number is not finite, or longer than " + LENGTH_MAX + " characters");
            }
            generator.writeNumber(text);
        }
    }

    private static final class Reader<T extends Number> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<String, T> parse;
        private final String expected;

        Reader(Class<T> type, Function<String, T> parse, String expected) {
            super(type);
            this.parse = parse;
            this.expected = "must be " + expected + " of at most " + LENGTH_MAX + " characters";
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken().isNumeric() && parser.getTextLength() <= LENGTH_MAX) {
                try {
                    return parse.apply(parser.getText());
                } catch (NumberFormatException e) {
                    // Refused below, like a text that is not a number.
                }
            }
            throw new RefusedValueException(parser, expected);
        }
    }
}
