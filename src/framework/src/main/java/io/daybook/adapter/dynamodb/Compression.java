package io.daybook.adapter.dynamodb;

import io.daybook.adapter.dynamodb.capacity.ItemSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores texts as text, which anyone can read, or as gzip if that makes writing the item cheaper. */
public final class Compression {
    /** Source: RFC 1952, section 2.3; what GZIPOutputStream writes: no flags, no time, system unknown. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    /** Source: RFC 1952, section 2.3: a checksum and the length of the text. */
    private static final int TRAILER_BYTES = 8;

    private static final int BUFFER_BYTES = 8_192;

    /**
     * Forty times what an item can take (DynamoDB, an item has at most 400 KB). Without a limit, an item that somebody
     * else wrote could fill 400 MB of memory, because gzip can be a thousandth of its text (RFC 1951).
     */
    static final int TEXT_BYTES_MAX = 16 * 1024 * 1024;

    private Compression() {}

    /**
     * Returns the item with this attribute's text compressed, if that saves at least one write unit. A text that nobody
     * would read again stays as it is, and is too large for a table.
     */
    public static Map<String, AttributeValue> compact(Map<String, AttributeValue> item, String attribute) {
        int unitsAsText = ItemSize.writeUnits(item);
        if (unitsAsText == 1) {
            return item;
        }
        var compact = new HashMap<>(item);
        compact.computeIfPresent(attribute, (name, text) -> compressed(text));
        return ItemSize.writeUnits(compact) < unitsAsText ? compact : item;
    }

    private static AttributeValue compressed(AttributeValue text) {
        var bytes = text.s().getBytes(StandardCharsets.UTF_8);
        return bytes.length > TEXT_BYTES_MAX ? text : AttributeValue.fromB(gzip(bytes));
    }

    /** @throws IOException if the value is neither text nor compressed text, or the text is too long to be one of ours */
    public static String text(AttributeValue value) throws IOException {
        if (value.s() != null) {
            return value.s();
        }
        if (value.b() == null) {
            throw new IOException("expected text or binary, found " + value.type());
        }
        var bytes = value.b().asByteArrayUnsafe();
        var text = new byte[textLength(bytes)];
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            if (gzip.readNBytes(text, 0, text.length) != text.length || gzip.read() >= 0) {
                throw new IOException("a compressed text does not have the length that is stored with it");
            }
            return new String(text, StandardCharsets.UTF_8);
        }
    }

    /** The last four bytes, the least significant first. Source: RFC 1952, section 2.3.1. */
    private static int textLength(byte[] gzip) throws IOException {
        if (gzip.length < HEADER.length + TRAILER_BYTES) {
            throw new EOFException("a compressed text is cut off");
        }
        int length = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN).getInt(gzip.length - Integer.BYTES);
        if (length < 0 || length > TEXT_BYTES_MAX) {
            throw new IOException("a compressed text is longer than " + TEXT_BYTES_MAX + " bytes");
        }
        return length;
    }

    /**
     * Whether a value is text, or was compressed by {@link #compact}: it begins with the one header that is written there,
     * ends where its text does, and the bits that fill its last byte are zero. So nobody can change such a bit unnoticed.
     */
    public static boolean isAsWritten(AttributeValue value) {
        if (value.b() == null) {
            return true;
        }
        var bytes = value.b().asByteArray();
        int last = bytes.length - TRAILER_BYTES - 1;
        if (last < HEADER.length || !Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            return false;
        }
        var text = inflated(bytes);
        int highest = Integer.highestOneBit(bytes[last] & 0xFF);
        bytes[last] ^= (byte) highest;
        // Without its highest bit, the last byte still ends the same text only if that bit was a filling one.
        return text.isPresent() && (highest == 0 || !inflated(bytes).equals(text));
    }

    /** Empty where the bytes are not exactly one compressed text of a length that is written. */
    private static Optional<String> inflated(byte[] bytes) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, HEADER.length, bytes.length - HEADER.length - TRAILER_BYTES);
            var text = new ByteArrayOutputStream();
            var buffer = new byte[BUFFER_BYTES];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                boolean isTooLong = text.size() + read > TEXT_BYTES_MAX;
                if (isTooLong || (read == 0 && !inflater.finished())) {
                    return Optional.empty();
                }
                text.write(buffer, 0, read);
            }
            return inflater.getRemaining() == 0 ? Optional.of(text.toString(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private static SdkBytes gzip(byte[] text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
    }
}
