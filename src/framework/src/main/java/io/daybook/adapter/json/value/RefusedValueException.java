package io.daybook.adapter.json.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** A value does not fit its field. The message says what was expected and may be shown to the sender. */
public final class RefusedValueException extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    RefusedValueException(JsonParser parser, String expected) {
        super(parser, expected);
    }
}
