package io.daybook.shop.value;

import io.daybook.kernel.schema.ScalarType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of money, exact to the cent. Its currency is kept beside it.
 *
 * @param cents hundredths of the unit, at most {@link #CENTS_MAX} either way
 */
public record Money(long cents) implements Comparable<Money> {
    /** 18 digits, of which 2 are decimals. Source: docs/http.md. */
    public static final long CENTS_MAX = 999_999_999_999_999_999L;

    public static final Money ZERO = new Money(0);

    public static final ScalarType<Money> TYPE = new ScalarType<>(Money.class, Money::parse, Money::toString);

    private static final Pattern FORM = Pattern.compile("(-?)(0|[1-9][0-9]{0,15})(?:\\.([0-9]{1,2}))?");

    public Money {
        if (Math.absExact(cents) > CENTS_MAX) {
            throw new IllegalArgumentException("must have at most 18 digits");
        }
    }

    /** @throws IllegalArgumentException says what was expected */
    public static Money parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "must be an amount with at most 2 decimals and 18 digits in all, such as \"12.50\"");
        }
        var decimals = match.group(3) == null ? "00" : (match.group(3) + "0").substring(0, 2);
        return new Money(Long.parseLong(match.group(1) + match.group(2) + decimals));
    }

    /** Empty if the sum would have more than 18 digits. */
    public Optional<Money> plus(Money other) {
        return checked(cents + other.cents);
    }

    /** Empty if the difference would have more than 18 digits. */
    public Optional<Money> minus(Money other) {
        return checked(cents - other.cents);
    }

    /** Empty if the product would have more than 18 digits. */
    public Optional<Money> times(long quantity) {
        return Math.multiplyHigh(cents, quantity) == (cents * quantity) >> 63
                ? checked(cents * quantity)
                : Optional.empty();
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

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, other.cents);
    }

    /** With two decimals: {@code 12.50}. */
    @Override
    public String toString() {
        long magnitude = Math.abs(cents);
        long rest = magnitude % 100;
        return (cents < 0 ? "-" : "") + magnitude / 100 + (rest < 10 ? ".0" : ".") + rest;
    }

    /** Two amounts of at most 18 digits never overflow a long when they are added. */
    private static Optional<Money> checked(long cents) {
        return cents < -CENTS_MAX || cents > CENTS_MAX ? Optional.empty() : Optional.of(new Money(cents));
    }
}
