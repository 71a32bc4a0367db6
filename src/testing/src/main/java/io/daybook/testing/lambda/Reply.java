package io.daybook.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;

/** How an invocation ended. */
public sealed interface Reply {
    record Answered(JsonNode json) implements Reply {}

    /** The function reported an error and will take the next event. */
    record Failed(String type, String message) implements Reply {}
}
