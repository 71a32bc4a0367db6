package io.daybook.testtools;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.joda.JodaModule;
import java.io.IOException;

/** Reads events and writes answers without Quarkus, and as its Lambda binding does, except for times. */
public final class LambdaJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .configure(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES, true)
            .addModule(new JodaModule())
            .build();

    private LambdaJson() {}

    public static <T> T event(JsonNode json, Class<T> type) throws IOException {
        return MAPPER.readValue(MAPPER.writeValueAsBytes(json), type);
    }

    public static JsonNode answer(Object answer) throws IOException {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(answer));
    }
}
