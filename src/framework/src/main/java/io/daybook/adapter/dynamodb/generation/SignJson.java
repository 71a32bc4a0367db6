package io.daybook.adapter.dynamodb.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.generation.Sign;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON text of a sign of life: {@code {"function","release","takesDeliveries","versions":{"orders":[1,2]}}}. */
final class SignJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SignJson() {}

    static String write(Sign sign) {
        var root = JSON.createObjectNode();
        root.put("function", sign.function());
        root.put("release", sign.release());
        root.put("takesDeliveries", sign.takesDeliveries());
        var versions = root.putObject("versions");
        new TreeMap<>(sign.versions()).forEach((projection, own) -> {
            var array = versions.putArray(projection);
            new TreeSet<>(own).forEach(array::add);
        });
        return root.toString();
    }

    static Sign read(String text, Instant at) throws IOException {
        var root = JSON.readTree(text);
        var versions = new HashMap<String, Set<Integer>>();
        root.path("versions").properties().forEach(entry -> {
            var own = new TreeSet<Integer>();
            entry.getValue().forEach(version -> own.add(version.asInt()));
            versions.put(entry.getKey(), Set.copyOf(own));
        });
        return new Sign(
                root.path("function").asText(),
                root.path("release").asText(),
                root.path("takesDeliveries").asBoolean(),
                versions,
                at);
    }
}
