package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/**
 * A value that only one stream may hold at a time.
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
