package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;

/** Reads only strings as strings. A lone surrogate is refused, because it could be neither stored nor answered. */
public final class WellFormedText extends StdScalarDeserializer<String> {
    private static final long serialVersionUID = 1L;

    WellFormedText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            throw new RefusedValueException(parser, "must be a string");
        }
        try {
            return check(parser.getText());
        } catch (IllegalArgumentException e) {
            throw new RefusedValueException(parser, String.valueOf(e.getMessage()));
        }
    }

    /** @throws IllegalArgumentException says what was expected */
    static String check(String text) {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("must be well-formed Unicode, without a lone surrogate");
        }
        return text;
    }

    /** Whether no surrogate stands without its other half. */
    public static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
