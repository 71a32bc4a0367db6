package io.daybook.shop.value;

import io.daybook.kernel.decide.InvalidCommandException.Checks;

/** Whole numbers of pieces. */
public final class Quantity {
    /** Also the most that a line or a shelf may hold in sum. Source: the HTTP contract. */
    public static final long MAX = 1_000_000_000L;

    private Quantity() {}

    public static Checks check(Checks checks, long quantity, String field, long min) {
        return checks.that(
                quantity >= min && quantity <= MAX, field, "must be a whole number from " + min + " to " + MAX);
    }

    /** Whether two quantities that are in range are so in sum. */
    public static boolean fits(long one, long other) {
        return one + other <= MAX;
    }
}
