package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads the item in a stream record.
 *
 * @param stream from the item's key; throws IllegalArgumentException if it is not the key of a commit
 * @param version from the item's key; throws likewise
 * @param commit from all of its attributes; throws a {@link io.daybook.kernel.failure.CorruptStreamException} if they
 *     are not a commit
 */
public record ImageReader(
        Function<Map<String, AttributeValue>, StreamName> stream,
        ToLongFunction<Map<String, AttributeValue>> version,
        Function<Map<String, AttributeValue>, Commit> commit) {}
