package io.daybook.adapter.dynamodb.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.DynamoSharedTable;
import io.daybook.kernel.generation.Generation;
import io.daybook.kernel.generation.Pointer;
import io.daybook.kernel.generation.Pointers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the pointers are stored in the table of projections, as a JSON text: {@code {"pointers":[{"projection","tally","issued","generations":[…],"tried":[…]}],
 * "releases":[…]}}. Times are in milliseconds.
 */
final class PointersJson implements DynamoSharedTable.Form<Pointers> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEXT = "pointers";

    @Override
    public String name() {
        return "pointers";
    }

    @Override
    public Pointers none() {
        return Pointers.NONE;
    }

    @Override
    public Map<String, AttributeValue> write(Pointers pointers) {
        return Map.of(TEXT, Attributes.text(text(pointers)));
    }

    @Override
    public Pointers read(Map<String, AttributeValue> item) throws IOException {
        return pointers(Attributes.text(item, TEXT));
    }

    private static String text(Pointers pointers) {
        var root = JSON.createObjectNode();
        var all = root.putArray("pointers");
        for (var pointer : new TreeMap<>(pointers.pointers()).values()) {
            var node = all.addObject();
            node.put("projection", pointer.projection());
            node.put("tally", pointer.tally());
            node.put("issued", pointer.issued());
            var generations = node.putArray("generations");
            pointer.generations().forEach(generation -> write(generations.addObject(), generation));
            var tried = node.putArray("tried");
            new TreeSet<>(pointer.tried()).forEach(tried::add);
        }
        var releases = root.putArray("releases");
        new TreeSet<>(pointers.releases()).forEach(releases::add);
        return root.toString();
    }

    private static void write(ObjectNode node, Generation generation) {
        node.put("id", generation.id());
        node.put("version", generation.projectionVersion());
        node.put("state", generation.state().word());
        put(node, "asOf", generation.asOf());
        node.put("table", generation.table());
        put(node, "createdAt", generation.createdAt());
        put(node, "changedAt", generation.changedAt());
        put(node, "passedAt", generation.passedAt());
        node.put("release", generation.release());
        if (generation.job() != null) {
            node.put("job", generation.job());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Instant time) {
        if (time != null) {
            node.put(name, time.toEpochMilli());
        }
    }

    private static Pointers pointers(String text) throws IOException {
        var root = JSON.readTree(text);
        var pointers = new HashMap<String, Pointer>();
        for (var node : root.path("pointers")) {
            var generations = new ArrayList<Generation>();
            for (var generation : node.path("generations")) {
                generations.add(generation(generation));
            }
            var pointer = new Pointer(
                    text(node, "projection"),
                    node.path("tally").asBoolean(),
                    node.path("issued").asInt(),
                    generations,
                    new TreeSet<>(texts(node.path("tried"))));
            pointers.put(pointer.projection(), pointer);
        }
        return new Pointers(pointers, new TreeSet<>(texts(root.path("releases"))));
    }

    private static Generation generation(JsonNode node) throws IOException {
        return new Generation(
                text(node, "id"),
                node.path("version").asInt(),
                state(text(node, "state")),
                time(node, "asOf"),
                text(node, "table"),
                present(time(node, "createdAt")),
                present(time(node, "changedAt")),
                time(node, "passedAt"),
                text(node, "release"),
                node.hasNonNull("job") ? node.get("job").asText() : null);
    }

    private static Generation.State state(String word) throws IOException {
        for (var state : Generation.State.values()) {
            if (state.word().equals(word)) {
                return state;
            }
        }
        throw new IOException("no state of a generation is called " + word);
    }

    private static @Nullable Instant time(JsonNode node, String name) {
        return node.hasNonNull(name) ? Instant.ofEpochMilli(node.get(name).asLong()) : null;
    }

    private static Instant present(@Nullable Instant time) throws IOException {
        if (time == null) {
            throw new IOException("a generation has a time of its making");
        }
        return time;
    }

    private static String text(JsonNode node, String name) throws IOException {
        if (!node.path(name).isTextual()) {
            throw new IOException("no " + name);
        }
        return node.get(name).asText();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
