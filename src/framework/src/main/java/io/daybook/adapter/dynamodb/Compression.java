package io.daybook.adapter.dynamodb;

import io.daybook.adapter.dynamodb.capacity.ItemSize;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores texts as text, which anyone can read, or as gzip if that makes writing the item cheaper. */
public final class Compression {
    private Compression() {}

    /** Returns the item with this attribute's text compressed, if that saves at least one write unit. */
    public static Map<String, AttributeValue> compact(Map<String, AttributeValue> item, String attribute) {
        int unitsAsText = ItemSize.writeUnits(item);
        if (unitsAsText == 1) {
            return item;
        }
        var compact = new HashMap<>(item);
        compact.computeIfPresent(attribute, (name, text) -> AttributeValue.fromB(gzip(text.s())));
        return ItemSize.writeUnits(compact) < unitsAsText ? compact : item;
    }

    /** @throws IOException if the value is neither text nor compressed text */
    public static String text(AttributeValue value) throws IOException {
        if (value.s() != null) {
            return value.s();
        }
        if (value.b() == null) {
            throw new IOException("expected text or binary, found " + value.type());
        }
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(value.b().asByteArrayUnsafe()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SdkBytes gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArrayUnsafe(bytes.toByteArray());
    }
}
