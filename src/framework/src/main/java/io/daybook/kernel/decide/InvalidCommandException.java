package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;
import io.daybook.kernel.text.UserText;
import java.util.ArrayList;
import java.util.List;

/** A command has values out of range. Thrown by the constructors of commands, and answered with 400. */
@PublicApi
public final class InvalidCommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    private InvalidCommandException(List<FieldError> errors) {
        super(errors.toString());
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** @param message what was expected: "must be greater than 0" */
    public record FieldError(String field, String message) {}

    /** Collects what is wrong with a command, so that its sender is told everything at once. */
    public static final class Checks {
        private final List<FieldError> errors = new ArrayList<>();

        /** @param expected what was expected: "must be greater than 0" */
        public Checks that(boolean holds, String field, String expected) {
            if (!holds) {
                errors.add(new FieldError(field, expected));
            }
            return this;
        }

        /** Checks a text's length in Unicode code points, and that it is well-formed. */
        public Checks length(String text, String field, int min, int max) {
            int length = UserText.length(text);
            return that(length >= min && length <= max, field, "must be " + min + ".." + max + " characters long")
                    .that(isWellFormed(text), field, "must be well-formed Unicode, without a lone surrogate");
        }

        /** @throws InvalidCommandException if any check failed */
        public void done() {
            if (!errors.isEmpty()) {
                throw new InvalidCommandException(errors);
            }
        }

        private static boolean isWellFormed(String text) {
            return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }
}
