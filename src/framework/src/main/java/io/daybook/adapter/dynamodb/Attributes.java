package io.daybook.adapter.dynamodb;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
