package io.daybook.adapter.lambda.page;

import io.daybook.adapter.lambda.http.QueryParameters;
import io.daybook.kernel.text.UserText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes and reads cursors: the position where a list goes on, and a checksum over it and the list that it belongs to. The
 * checksum refuses a cursor that was damaged or belongs to another list. It is no protection against a cursor that
 * somebody makes up, and none is needed: a position only says where a list goes on that its reader may read.
 */
public final class Cursors {
    /** A position that is a number from 1 on, such as a version: at most 18 digits, so that it fits a long. */
    public static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** A position that only the table can read, by comparing it with its sort keys. */
    public static final Pattern PLACE = Pattern.compile("(?s).+");

    /** A generation of a read model, a space, and a place in it that only the table can read. */
    public static final Pattern IN_GENERATION = Pattern.compile("(?s)[a-z0-9-]{1,64} .+");

    /** Positions are compared with sort keys, which have at most 1,024 bytes (DynamoDB, "Service quotas"). */
    private static final int POSITION_BYTES_MAX = 1_024;

    private static final int GENERATION_BYTES_MAX = 65;

    private static final int CHECKSUM_BYTES = 8;

    private Cursors() {}

    /** @param list the name of the list that the position belongs to */
    public static String of(String list, String position) {
        var text = position.getBytes(StandardCharsets.UTF_8);
        var checked = ByteBuffer.allocate(CHECKSUM_BYTES + text.length)
                .put(checksum(list, text))
                .put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(checked.array());
    }

    /**
     * Reads where a list goes on from the parameter {@code cursor}. Refuses a cursor of another list, and a position
     * that does not have the list's form, so that nothing of another form ever reaches a table.
     *
     * @param list the name of the list with everything that it was asked for, except the size of its pages
     * @return empty if there is no cursor, or if it was refused
     */
    public static Optional<String> position(QueryParameters parameters, String list, Pattern form) {
        int max = form.equals(IN_GENERATION) ? POSITION_BYTES_MAX + GENERATION_BYTES_MAX : POSITION_BYTES_MAX;
        var cursor = parameters.text("cursor");
        var position = cursor.flatMap(text -> read(list, text))
                .filter(text -> form.matcher(text).matches() && UserText.lengthBytes(text) <= max);
        if (cursor.isPresent() && position.isEmpty()) {
            refuse(parameters);
        }
        return position;
    }

    /** Refuses a cursor that contradicts the parameters beside it. */
    public static void refuse(QueryParameters parameters) {
        parameters.refuse("cursor", "must be the next of a page of this list");
    }

    /** @return the position; empty if the cursor was damaged, or belongs to another list */
    static Optional<String> read(String list, String cursor) {
        byte[] checked;
        try {
            checked = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (checked.length < CHECKSUM_BYTES) {
            return Optional.empty();
        }
        var position = new String(Arrays.copyOfRange(checked, CHECKSUM_BYTES, checked.length), StandardCharsets.UTF_8);
        // Base64 has several spellings of the same bytes. Only one of them is accepted.
        return of(list, position).equals(cursor) ? Optional.of(position) : Optional.empty();
    }

    private static byte[] checksum(String list, byte[] position) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(list.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return Arrays.copyOf(digest.digest(position), CHECKSUM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
