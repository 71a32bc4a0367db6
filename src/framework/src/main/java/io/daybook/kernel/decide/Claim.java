package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/**
 * A value that one stream at a time may hold.
 *
 * @param kind what it is, for example {@code user-email}; separates the values of one rule from another's
 * @param value compared exactly: normalise it first
 * @param ifTaken the rejection of a command that would take it from another stream
 */
@PublicApi
public record Claim(String kind, String value, Rejection ifTaken) {
    /** The key under which the claim is stored. */
    public String key() {
        return kind + "#" + value;
    }
}
