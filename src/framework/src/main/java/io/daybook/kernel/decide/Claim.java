package io.daybook.kernel.decide;

import io.daybook.kernel.PublicApi;

/**
 * A value that one stream at a time may hold.
 *
 * @param kind what it is, for example {@code user-email}; separates the values of one rule from another's
 * @param value compared exactly: normalise it first
 * @param ifTaken the answer to a command that would take it from another stream
 */
@PublicApi
public record Claim(String kind, String value, Rejection ifTaken) {
    /** The claim's name in storage. */
    public String key() {
        return kind + "#" + value;
    }
}
