package io.daybook.adapter.dynamodb.capacity;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it, and what writing it costs.
 * Source: DynamoDB Developer Guide, "Item sizes and formats" and "Capacity unit consumption for write operations".
 */
public final class ItemSize {
    /** One write unit writes an item of up to this size. */
    private static final int WRITE_UNIT_BYTES = 1_024;

    private static final int LIST_OR_MAP_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;
    private static final int BOOLEAN_OR_NULL_BYTES = 1;

    private ItemSize() {}

    public static int bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToInt(attribute -> utf8Bytes(attribute.getKey()) + bytes(attribute.getValue()))
                .sum();
    }

    /** Write units of a put outside of a transaction; within one, it takes twice as many. */
    public static int writeUnits(Map<String, AttributeValue> item) {
        return Math.ceilDiv(bytes(item), WRITE_UNIT_BYTES);
    }

    public static int utf8Bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate pair takes 4 bytes, so each of its halves counts for 2.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static int bytes(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8Bytes(value.s());
            case N -> numberBytes(value.n());
            case B -> value.b().asByteArrayUnsafe().length;
            case SS -> value.ss().stream().mapToInt(ItemSize::utf8Bytes).sum();
            case NS -> value.ns().stream().mapToInt(ItemSize::numberBytes).sum();
            case BS ->
                value.bs().stream()
                        .mapToInt(bytes -> bytes.asByteArrayUnsafe().length)
                        .sum();
            case L ->
                LIST_OR_MAP_BYTES
                        + value.l().stream()
                                .mapToInt(element -> ELEMENT_BYTES + bytes(element))
                                .sum();
            case M -> LIST_OR_MAP_BYTES + ELEMENT_BYTES * value.m().size() + bytes(value.m());
            case BOOL, NUL -> BOOLEAN_OR_NULL_BYTES;
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("not an attribute value: " + value);
        };
    }

    /** One byte for every two significant digits, and one more; a sign takes another. */
    private static int numberBytes(String number) {
        var digits = number.replaceAll("[^0-9]", "").replaceAll("^0+|0+$", "");
        return 1 + Math.ceilDiv(digits.length(), 2) + (number.startsWith("-") ? 1 : 0);
    }
}
