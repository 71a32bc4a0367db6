package io.daybook.adapter.lambda.page;

import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.text.UserText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and reads cursors: where a list goes on, with an HMAC-SHA256 that binds it to the list that it belongs to, so
 * that clients cannot make one up.
 */
public final class Cursors {
    /** The length of the hash, as RFC 2104 advises. */
    public static final int KEY_LENGTH_MIN = 32;

    /** A position that is a number from 1 on, such as a version: at most 18 digits, so that it fits a long. */
    public static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** A position that only the table can read. */
    public static final Pattern PLACE = Pattern.compile("(?s).+");

    /** Positions are compared with sort keys, which have at most 1,024 bytes (DynamoDB, "Service quotas"). */
    private static final int POSITION_BYTES_MAX = 1_024;

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

    /** @param list the name of the list that the position belongs to */
    public String sign(String list, String position) {
        var text = position.getBytes(StandardCharsets.UTF_8);
        var signed = ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signature(list, text))
                .put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed.array());
    }

    /**
     * Reads where a list goes on from the parameter {@code cursor}. Refuses a cursor of another list, and a position
     * that does not have the list's form, so that nothing made up ever reaches a table.
     *
     * @param list the name of the list with everything that it was asked for, except the size of its pages
     * @return empty if there is no cursor, or if it was refused
     */
    public Optional<String> position(QueryParameters parameters, String list, Pattern form) {
        var cursor = parameters.text("cursor");
        var position = cursor.flatMap(text -> verify(list, text))
                .filter(text -> form.matcher(text).matches() && UserText.lengthBytes(text) <= POSITION_BYTES_MAX);
        if (cursor.isPresent() && position.isEmpty()) {
            refuse(parameters);
        }
        return position;
    }

    /** Refuses a cursor that contradicts the parameters beside it. */
    public static void refuse(QueryParameters parameters) {
        parameters.refuse("cursor", "must be the next of a page of this list");
    }

    /** @return the position; empty if this service did not make the cursor for this list */
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
        // Base64 has several spellings of the same bytes. Only one of them is accepted.
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
