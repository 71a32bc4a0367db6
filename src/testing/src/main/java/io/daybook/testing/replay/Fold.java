package io.daybook.testing.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a projection or tally made of events: a row, or why there is none.
 *
 * @param version of the stream; 0 for a row of many streams
 */
record Fold(long version, @Nullable JsonNode row, @Nullable String failure) {
    static final Fold NOTHING = new Fold(0, null, null);

    /** @param ignored fields that are left out */
    static Fold of(long version, Object row, ObjectMapper mapper, Set<String> ignored) {
        JsonNode json = mapper.valueToTree(row);
        if (json instanceof ObjectNode fields) {
            fields.remove(ignored);
        }
        return new Fold(version, json, null);
    }

    /** @param version up to which the stream was applied */
    static Fold failed(long version, RuntimeException why) {
        return new Fold(version, null, "failed after version " + version + ": " + why);
    }

    String text() {
        return failure != null ? failure : row == null ? "none" : row.toString();
    }

    /** Numbers are equal if they are written alike. */
    Object shown() {
        return failure != null || row == null ? text() : row;
    }
}
