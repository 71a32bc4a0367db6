package io.daybook.adapter.lambda.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks where a list goes on, in a form that a client can neither read anything into nor make up: the position with
 * its HMAC-SHA256, bound to the list that it belongs to.
 */
public final class Cursors {
    /** As long as the hash, as RFC 2104 advises. */
    public static final int KEY_LENGTH_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 32;

    private final SecretKeySpec key;

    /** @param key a secret of at least {@link #KEY_LENGTH_MIN} characters */
    public Cursors(String key) {
        if (key.length() < KEY_LENGTH_MIN) {
            throw new IllegalArgumentException("the key that signs cursors has " + key.length()
                    + " characters; it needs at least " + KEY_LENGTH_MIN);
        }
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** @param list names the list that the position is one of */
    public String sign(String list, String position) {
        var text = position.getBytes(StandardCharsets.UTF_8);
        var signed = ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signature(list, text))
                .put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /** @return the position; empty where this service made no such cursor for this list */
    public Optional<String> verify(String list, String cursor) {
        byte[] signed;
        try {
            signed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (signed.length < SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var text = Arrays.copyOfRange(signed, SIGNATURE_BYTES, signed.length);
        if (!MessageDigest.isEqual(signature(list, text), Arrays.copyOf(signed, SIGNATURE_BYTES))) {
            return Optional.empty();
        }
        var position = new String(text, StandardCharsets.UTF_8);
        // Base64 has several spellings of the same bytes; only one was made here.
        return sign(list, position).equals(cursor) ? Optional.of(position) : Optional.empty();
    }

    private byte[] signature(String list, byte[] position) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(position);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
