package io.daybook.kernel.send;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Ids of commands that are derived from what caused them: {@code ~} and 43 characters of base64url. No client can
 * choose one, because an idempotency key may not begin with {@code ~}.
 */
public final class CommandIds {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private CommandIds() {}

    /** The id of the command that a history step of an instance sends as its index-th. */
    public static String ofSaga(String saga, String id, long step, int index) {
        return hash("saga\n" + saga + "\n" + id + "\n" + step + "\n" + index);
    }

    /** The id of the command that records the result of a reactor's work for one event. */
    public static String ofReactor(String reactor, String idempotencyKey) {
        return hash("reactor\n" + reactor + "\n" + idempotencyKey);
    }

    private static String hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "~" + BASE64.encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
