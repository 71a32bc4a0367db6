package io.daybook.shop.value;

import java.util.Currency;

/** Currency codes, of which the events keep the text. */
public final class CurrencyCode {
    /** What is expected of a code, for the message to its sender. */
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
