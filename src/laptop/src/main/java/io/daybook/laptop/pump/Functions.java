package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Runs functions by their exported name: an event in, an answer out. */
@FunctionalInterface
public interface Functions {
    /** Anything that it throws, an Error included, is a failed invocation. */
    JsonNode invoke(String function, JsonNode event) throws IOException;
}
