package io.daybook.models.wallet;

import io.daybook.kernel.schema.ScalarType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of coins, and the tests' example of a value that is one string in JSON. Its currency stands beside it.
 *
 * @param cents hundredths of the unit, at most {@link #CENTS_MAX} either way
 */
public record Coins(long cents) {
    /** 18 digits, of which 2 are decimals. */
    public static final long CENTS_MAX = 999_999_999_999_999_999L;

    public static final Coins ZERO = new Coins(0);

    public static final ScalarType<Coins> TYPE = new ScalarType<>(Coins.class, Coins::parse, Coins::toString);

    private static final Pattern FORM = Pattern.compile("(-?)(0|[1-9][0-9]{0,15})(?:\\.([0-9]{1,2}))?");

    public Coins {
        if (Math.absExact(cents) > CENTS_MAX) {
            throw new IllegalArgumentException("must have at most 18 digits");
        }
    }

    /** @throws IllegalArgumentException says what was expected */
    public static Coins parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "must be an amount with at most 2 decimals and 18 digits in all, such as \"12.50\"");
        }
        var decimals = match.group(3) == null ? "00" : (match.group(3) + "0").substring(0, 2);
        return new Coins(Long.parseLong(match.group(1) + match.group(2) + decimals));
    }

    /** Empty where the sum would have more than 18 digits. */
    public Optional<Coins> plus(Coins other) {
        return checked(cents + other.cents);
    }

    /** Empty where the difference would have more than 18 digits. */
    public Optional<Coins> minus(Coins other) {
        return checked(cents - other.cents);
    }

    public boolean isPositive() {
        return cents > 0;
    }

    public boolean isNegative() {
        return cents < 0;
    }

    public boolean isZero() {
        return cents == 0;
    }

    /** With two decimals: {@code 12.50}. */
    @Override
    public String toString() {
        long magnitude = Math.abs(cents);
        long rest = magnitude % 100;
        return (cents < 0 ? "-" : "") + magnitude / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /** Two amounts of at most 18 digits never overflow a long when they are added. */
    private static Optional<Coins> checked(long cents) {
        return cents < -CENTS_MAX || cents > CENTS_MAX ? Optional.empty() : Optional.of(new Coins(cents));
    }
}
