package io.daybook.adapter.json.command;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.event.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells commands of one type from each other by what was parsed, not by how it was written. Values that are null or a
 * field's default are left out, so that a repetition from before a release that adds an optional field is recognised
 * after it.
 */
final class CommandFingerprints {
    private final ObjectMapper mapper;
    private final CommandType<?> type;
    private final Map<String, JsonNode> defaults = new HashMap<>();

    CommandFingerprints(ObjectMapper mapper, CommandType<?> type) {
        this.mapper = mapper;
        this.type = type;
        // As they are written once they have been read: a default of 0 may be the amount "0.00".
        type.defaults()
                .forEach((path, value) -> defaults.put(
                        path, mapper.valueToTree(mapper.<Object>convertValue(value, typeOf(path.split("\\."))))));
    }

    /** @param userId who sends it; null where that is not known */
    Fingerprint of(Object command, @Nullable String userId) {
        var values = mapper.valueToTree(fields(mapper.valueToTree(command), ""));
        return Fingerprint.of(type.name(), values.toString(), userId);
    }

    private JavaType typeOf(String[] path) {
        var found = mapper.constructType(type.javaType());
        for (var name : path) {
            var of = found;
            found = mapper.getDeserializationConfig().introspect(of).findProperties().stream()
                    .filter(property -> property.getName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(of + " has no field " + name))
                    .getPrimaryType();
        }
        return found;
    }

    private Map<String, Object> fields(JsonNode object, String prefix) {
        var fields = new TreeMap<String, Object>();
        object.properties().forEach(field -> {
            var path = prefix + field.getKey();
            if (!field.getValue().isNull() && !field.getValue().equals(defaults.get(path))) {
                fields.put(field.getKey(), canonical(field.getValue(), path + "."));
            }
        });
        return fields;
    }

    private Object canonical(JsonNode value, String prefix) {
        if (value.isObject()) {
            return fields(value, prefix);
        }
        if (value.isArray()) {
            var elements = new ArrayList<Object>();
            value.forEach(element -> elements.add(canonical(element, prefix)));
            return List.copyOf(elements);
        }
        return value.isBigDecimal() ? value.decimalValue().stripTrailingZeros() : value;
    }
}
