package io.daybook.kernel.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells a command from another one that came with the same id: the first 16 bytes of a SHA-256 over its name, its
 * values and its caller.
 */
public record Fingerprint(long first, long second) {
    public static final int BYTES = 16;

    /**
     * From its stored form.
     *
     * @throws IllegalArgumentException if these are not {@link #BYTES}
     */
    public static Fingerprint of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a fingerprint has " + BYTES + " bytes, not " + bytes.length);
        }
        var numbers = ByteBuffer.wrap(bytes);
        return new Fingerprint(numbers.getLong(), numbers.getLong());
    }

    /**
     * Of a command.
     *
     * @param name of its type
     * @param values as JSON in a form that is the same wherever the values are
     * @param userId who sends it; null if that is not known
     */
    public static Fingerprint of(String name, String values, @Nullable String userId) {
        // None of the three holds a line feed: JSON escapes it, names and ids have none.
        var text = name + "\n" + values + "\n" + (userId == null ? "" : "u" + userId);
        var digest = CommitHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return of(Arrays.copyOf(digest, BYTES));
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(first).putLong(second).array();
    }
}
