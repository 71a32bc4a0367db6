package io.daybook.adapter.dynamodb.store;

import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.CorruptStreamException;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads commits from the records of the event table's stream, as Lambda delivers them. */
public final class StreamImages {
    private StreamImages() {}

    /**
     * The commit of an item.
     *
     * @param image all attributes of the item
     * @throws CorruptStreamException if it is not a commit
     */
    public static Commit commit(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> image) {
        var item = new HashMap<String, AttributeValue>();
        image.forEach((name, value) -> item.put(name, value(value)));
        return Items.commit(item);
    }

    /**
     * The stream that an item belongs to.
     *
     * @param key the item's key
     * @throws IllegalArgumentException if it is not a key of the event table
     */
    public static StreamName stream(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> key) {
        var stream = key.get(Items.STREAM);
        if (stream == null || stream.getS() == null) {
            throw new IllegalArgumentException("no key of an event: " + key.keySet());
        }
        return StreamName.parse(stream.getS());
    }

    /**
     * The version at which a commit begins.
     *
     * @param key the item's key
     * @throws IllegalArgumentException if it is no key of the event table
     */
    public static long version(
            Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue> key) {
        var version = key.get(Items.VERSION);
        if (version == null || version.getN() == null) {
            throw new IllegalArgumentException("no key of an event: " + key.keySet());
        }
        return Long.parseLong(version.getN());
    }

    /**
     * Converts the types that a commit's item has. Any other is left empty, so that the item does not count as a
     * commit.
     */
    private static AttributeValue value(
            com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue value) {
        var same = AttributeValue.builder().s(value.getS()).n(value.getN());
        if (value.getB() != null) {
            same.b(SdkBytes.fromByteBuffer(value.getB()));
        }
        if (value.getSS() != null) {
            same.ss(value.getSS());
        }
        return same.build();
    }
}
