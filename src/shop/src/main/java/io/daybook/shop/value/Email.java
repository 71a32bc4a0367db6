package io.daybook.shop.value;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.text.UserText;

/** Email addresses. Events keep the text as it was given. */
public final class Email {
    private static final int LENGTH_MIN = 3;

    /** RFC 5321, section 4.5.3.1.3, leaves 254 characters within the angle brackets. */
    private static final int LENGTH_MAX = 254;

    /** The form in which addresses are compared is a key of a table. It can be longer than the text that was given. */
    private static final int KEY_BYTES_MAX = 1_024;

    private Email() {}

    public static Checks check(Checks checks, String email, String field) {
        return checks.length(email, field, LENGTH_MIN, LENGTH_MAX)
                .that(email.chars().filter(c -> c == '@').count() == 1, field, "must contain exactly one @")
                .that(
                        UserText.lengthBytes(canonical(email)) <= KEY_BYTES_MAX,
                        field,
                        "must be at most " + KEY_BYTES_MAX + " bytes of UTF-8 long");
    }

    /**
     * Reads an address that somebody looks for.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static String lookedUp(String text) {
        int length = UserText.length(text);
        if (length < LENGTH_MIN
                || length > LENGTH_MAX
                || text.chars().filter(c -> c == '@').count() != 1) {
            throw new IllegalArgumentException(
                    "must be an email address: " + LENGTH_MIN + ".." + LENGTH_MAX + " characters with exactly one @");
        }
        return canonical(text);
    }

    /** The form in which two addresses are compared, by the rule for texts of users. */
    public static String canonical(String email) {
        return UserText.key(email);
    }
}
