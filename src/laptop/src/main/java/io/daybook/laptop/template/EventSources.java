package io.daybook.laptop.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.laptop.pump.StreamMapping;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Turns a DynamoDB event of an {@code AWS::Serverless::Function} into an event source mapping. */
final class EventSources {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Sources of the defaults: Lambda developer guide, "Lambda parameters for Amazon DynamoDB event source mappings".
     */
    private static final int BATCH_SIZE_DEFAULT = 100;

    /** Lambda's default is to try until the record expires, which takes too long on a laptop. */
    private static final int RETRIES_DEFAULT = 10_000;

    private static final Set<String> ALL_NAMES = Set.of("INSERT", "MODIFY", "REMOVE");

    private EventSources() {}

    /** @param tables the names of the tables by their logical ids */
    static StreamMapping mapping(String function, JsonNode source, Map<String, String> tables) {
        String stream = source.path("Stream").asText();
        String table = tables.get(stream.replace(".StreamArn", ""));
        if (table == null) {
            throw new LocalRuntimeException(function + " reads the stream " + stream + ", which is that of no table");
        }
        return new StreamMapping(
                function,
                table,
                source.path("BatchSize").asInt(BATCH_SIZE_DEFAULT),
                source.path("ParallelizationFactor").asInt(1),
                Duration.ofSeconds(source.path("MaximumBatchingWindowInSeconds").asLong(0)),
                source.path("BisectBatchOnFunctionError").asBoolean(false),
                source.path("MaximumRetryAttempts").asInt(RETRIES_DEFAULT),
                eventNames(source.at("/FilterCriteria/Filters")));
    }

    private static Set<String> eventNames(JsonNode filters) {
        if (filters.isEmpty()) {
            return ALL_NAMES;
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode filter : filters) {
            JsonNode pattern = parsed(filter.path("Pattern").asText());
            if (pattern.size() != 1 || !pattern.path("eventName").isArray()) {
                throw new LocalRuntimeException("On a laptop, filters may only ask for an eventName: " + pattern);
            }
            pattern.path("eventName").forEach(name -> names.add(name.asText()));
        }
        return names;
    }

    private static JsonNode parsed(String pattern) {
        try {
            return JSON.readTree(pattern);
        } catch (JsonProcessingException e) {
            throw new LocalRuntimeException("The template has a filter that is not JSON: " + pattern, e);
        }
    }
}
