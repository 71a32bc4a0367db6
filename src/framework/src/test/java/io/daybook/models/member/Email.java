package io.daybook.models.member;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import java.util.Locale;

/** Email addresses, of which the events keep the text as it was given. */
public final class Email {
    private static final int LENGTH_MIN = 3;

    /** Source: RFC 5321, section 4.5.3.1.3, leaves 254 characters within the angle brackets. */
    private static final int LENGTH_MAX = 254;

    private Email() {}

    public static Checks check(Checks checks, String email, String field) {
        return checks.length(email, field, LENGTH_MIN, LENGTH_MAX)
                .that(email.chars().filter(c -> c == '@').count() == 1, field, "must contain exactly one @");
    }

    /**
     * An address that somebody looks for.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static String lookedUp(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < LENGTH_MIN
                || length > LENGTH_MAX
                || text.chars().filter(c -> c == '@').count() != 1) {
            throw new IllegalArgumentException(
                    "must be an email address: " + LENGTH_MIN + ".." + LENGTH_MAX + " characters with exactly one @");
        }
        return canonical(text);
    }

    /** The form in which two addresses are compared: they differ in more than case, or they are the same. */
    public static String canonical(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
