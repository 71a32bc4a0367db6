package io.daybook.adapter.lambda.trigger;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what a stream record shows of an item.
 *
 * @param stream from the item's key; throws IllegalArgumentException where it is no commit's
 * @param commit from all of its attributes; throws a {@link io.daybook.kernel.store.CorruptStreamException} where they
 *     are none
 */
public record ImageReader(
        Function<Map<String, AttributeValue>, StreamName> stream,
        Function<Map<String, AttributeValue>, Commit> commit) {}
