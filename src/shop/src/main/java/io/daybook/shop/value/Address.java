package io.daybook.shop.value;

import io.daybook.kernel.decide.InvalidCommandException.Checks;

/** A postal address. Commands check it; it is part of events, and a stored one is not checked again. */
public record Address(String street, String city, String postalCode, String country) {
    private static final int FIELD_LENGTH_MAX = 200;

    /** @param prefix of its fields in the command: empty, or {@code "shippingAddress."} */
    public Checks check(Checks checks, String prefix) {
        return checks.length(street, prefix + "street", 1, FIELD_LENGTH_MAX)
                .length(city, prefix + "city", 1, FIELD_LENGTH_MAX)
                .length(postalCode, prefix + "postalCode", 1, FIELD_LENGTH_MAX)
                .length(country, prefix + "country", 1, FIELD_LENGTH_MAX);
    }
}
