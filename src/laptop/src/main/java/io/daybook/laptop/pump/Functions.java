package io.daybook.laptop.pump;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Whatever runs functions: an event in, an answer out, by the exported name. */
@FunctionalInterface
public interface Functions {
    /** What it throws, an Error included, is a failed invocation. */
    JsonNode invoke(String function, JsonNode event) throws IOException;
}
