package io.daybook.shop.value;

import io.daybook.kernel.decide.InvalidCommandException.Checks;
import io.daybook.kernel.event.StreamName;

/** Ids with which an aggregate refers to another one. */
public final class Id {
    private static final String EXPECTED = "must be an id: 1.." + StreamName.ID_LENGTH_MAX
            + " characters of A-Z a-z 0-9 . _ ~ - and neither \".\" nor \"..\"";

    private Id() {}

    public static Checks check(Checks checks, String id, String field) {
        return checks.that(StreamName.isId(id), field, EXPECTED);
    }

    /**
     * An id that somebody looks for.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public static String lookedUp(String text) {
        if (!StreamName.isId(text)) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return text;
    }
}
