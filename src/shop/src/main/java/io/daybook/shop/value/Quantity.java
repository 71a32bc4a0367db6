package io.daybook.shop.value;

import io.daybook.kernel.decide.InvalidCommandException.Checks;

/** Whole numbers of pieces. */
public final class Quantity {
    /** Also the limit for the sum of a line or a stock. Source: docs/http.md. */
    public static final long MAX = 1_000_000_000L;

    private Quantity() {}

    public static Checks check(Checks checks, long quantity, String field, long min) {
        return checks.that(
                quantity >= min && quantity <= MAX, field, "must be a whole number from " + min + " to " + MAX);
    }

    /** Whether the sum of two quantities is in range, given that each of them is. */
    public static boolean fits(long one, long other) {
        return one + other <= MAX;
    }
}
