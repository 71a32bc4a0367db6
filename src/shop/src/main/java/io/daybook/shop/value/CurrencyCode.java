package io.daybook.shop.value;

import java.util.Currency;

/** Currency codes. Events keep them as text. */
public final class CurrencyCode {
    /** What the sender of a wrong code is told. */
    public static final String EXPECTED = "must be a currency code of ISO 4217, such as \"USD\"";

    private CurrencyCode() {}

    public static boolean isKnown(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode().equals(code);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
