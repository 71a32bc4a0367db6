package io.daybook.adapter.dynamodb;

import io.daybook.kernel.failure.CorruptStreamException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes and reads attribute values. A missing one, or one of another type, is an {@link IOException}. */
public final class Attributes {
    private Attributes() {}

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Reads an item. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads a whole item.
     *
     * @param keys the names of its keys
     * @throws CorruptStreamException if the item is not as it was written; the message names it, but not its content
     */
    public static <T> T read(Map<String, AttributeValue> item, List<String> keys, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            var key = keys.stream()
                    .filter(item::containsKey)
                    .map(name -> String.valueOf(item.get(name)))
                    .collect(Collectors.joining(" "));
            throw new CorruptStreamException("the item " + key + " is not as it was written: " + e.getMessage());
        }
    }

    public static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    /** Eight bytes, the most significant first: half as long as the number in digits. */
    public static AttributeValue bytes(long value) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    public static byte[] bytes(Map<String, AttributeValue> item, String name) throws IOException {
        return present(attribute(item, name).b(), name).asByteArray();
    }

    public static long eightBytes(Map<String, AttributeValue> item, String name) throws IOException {
        var bytes = bytes(item, name);
        if (bytes.length != Long.BYTES) {
            throw new IOException(name + " has " + bytes.length + " bytes, not " + Long.BYTES);
        }
        return ByteBuffer.wrap(bytes).getLong();
    }

    public static String text(Map<String, AttributeValue> item, String name) throws IOException {
        return present(attribute(item, name).s(), name);
    }

    public static long number(Map<String, AttributeValue> item, String name) throws IOException {
        return Long.parseLong(present(attribute(item, name).n(), name));
    }

    public static AttributeValue attribute(Map<String, AttributeValue> item, String name) throws IOException {
        return present(item.get(name), name);
    }

    public static <T> T present(@Nullable T value, String name) throws IOException {
        if (value == null) {
            throw new IOException("no " + name + ", or not of its type");
        }
        return value;
    }
}
