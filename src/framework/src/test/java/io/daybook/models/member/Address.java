package io.daybook.models.member;

import io.daybook.kernel.decide.InvalidCommandException.Checks;

/** A postal address. Part of events: what is stored is not checked again, commands check what they bring. */
public record Address(String street, String city, String postalCode, String country) {
    private static final int FIELD_LENGTH_MAX = 200;

    public Checks check(Checks checks) {
        return checks.length(street, "street", 1, FIELD_LENGTH_MAX)
                .length(city, "city", 1, FIELD_LENGTH_MAX)
                .length(postalCode, "postalCode", 1, FIELD_LENGTH_MAX)
                .length(country, "country", 1, FIELD_LENGTH_MAX);
    }
}
