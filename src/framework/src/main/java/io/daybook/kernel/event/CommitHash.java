package io.daybook.kernel.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a commit's content and of everything before it in its stream: SHA-256 (FIPS 180-4), 32 bytes, as four
 * numbers. The byte form that is hashed is described in {@code docs/commit-format.md}.
 */
public record CommitHash(long first, long second, long third, long fourth) {
    public static final int BYTES = 32;

    /** Stands in for the hash of a commit before the first one of a stream. */
    public static final CommitHash NONE = new CommitHash(0, 0, 0, 0);

    /** The number of the byte form; another form gets another number. */
    private static final int FORMAT = 2;

    private static final int ABSENT = -1;

    /**
     * From its stored form.
     *
     * @throws IllegalArgumentException if these are not {@link #BYTES}
     */
    public static CommitHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has " + BYTES + " bytes, not " + bytes.length);
        }
        var numbers = ByteBuffer.wrap(bytes);
        return new CommitHash(numbers.getLong(), numbers.getLong(), numbers.getLong(), numbers.getLong());
    }

    /**
     * The hash of a commit.
     *
     * @param previous of the commit before it, {@link #NONE} before the first
     * @param events their JSON text, as it is stored before compression
     * @param count of the events
     */
    public static CommitHash of(
            CommitHash previous,
            StreamName stream,
            long firstVersion,
            int count,
            String events,
            EventMetadata metadata,
            @Nullable Fingerprint fingerprint) {
        var digest = sha256();
        digest.update(previous.bytes());
        put(digest, Integer.toString(FORMAT));
        put(digest, stream.toString());
        put(digest, Long.toString(firstVersion));
        put(digest, Integer.toString(count));
        put(digest, events);
        put(digest, metadata.commandId());
        put(digest, fingerprint == null ? null : fingerprint.bytes());
        put(digest, metadata.correlationId());
        put(digest, metadata.causationId());
        put(digest, metadata.userId());
        put(digest, Long.toString(metadata.at().toEpochMilli()));
        put(digest, metadata.release());
        return of(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void put(MessageDigest digest, @Nullable String text) {
        put(digest, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(MessageDigest digest, byte @Nullable [] bytes) {
        int length = bytes == null ? ABSENT : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        if (bytes != null) {
            digest.update(bytes);
        }
    }

    /** The first eight bytes: enough to see that two histories differ, unless somebody forges one. */
    public long prefix() {
        return first;
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    /** As it is answered over HTTP: base64url (RFC 4648, section 5) without padding, 43 characters. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }
}
