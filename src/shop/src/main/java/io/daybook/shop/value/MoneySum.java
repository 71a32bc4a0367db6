package io.daybook.shop.value;

import io.daybook.kernel.schema.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A sum of many amounts of money, exact to the cent, which may have more digits than any of them. It is for rows that
 * add up; an amount that is paid or owed is {@link Money}.
 *
 * @param cents hundredths of the unit, at most 36 digits either way
 */
public record MoneySum(BigInteger cents) {
    /** Source: docs/http.md. It would take 10^18 orders on one day to reach it. */
    private static final BigInteger CENTS_MAX = BigInteger.TEN.pow(36).subtract(BigInteger.ONE);

    public static final ScalarType<MoneySum> TYPE =
            new ScalarType<>(MoneySum.class, MoneySum::parse, MoneySum::toString);

    private static final Pattern FORM = Pattern.compile("-?(0|[1-9][0-9]{0,33})(\\.[0-9]{1,2})?");

    public MoneySum {
        if (cents.abs().compareTo(CENTS_MAX) > 0) {
            throw new IllegalArgumentException("must have at most 36 digits");
        }
    }

    public static MoneySum of(Money amount) {
        return new MoneySum(BigInteger.valueOf(amount.cents()));
    }

    /** @throws IllegalArgumentException says what was expected */
    public static MoneySum parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be an amount with at most 2 decimals and 36 digits in all, such as \"12.50\"");
        }
        return new MoneySum(new BigDecimal(text).movePointRight(2).toBigIntegerExact());
    }

    /** @throws IllegalArgumentException if the sum would have more than 36 digits */
    public MoneySum plus(MoneySum other) {
        return new MoneySum(cents.add(other.cents));
    }

    /** With two decimals: {@code 12.50}. */
    @Override
    public String toString() {
        return new BigDecimal(cents, 2).toPlainString();
    }
}
