package io.daybook.laptop.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.decide.CommandType;
import io.daybook.kernel.schema.TypeName;
import io.daybook.laptop.purse.PurseCatalog;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Types as JSON Schemas; that the whole is valid and fits the routes is tested with the shop. */
class OpenApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    record Address(String street, String country) {}

    sealed interface Way {
        @TypeName("road")
        record Road(@Nullable LocalDate on) implements Way {}

        @TypeName("pick-up")
        record PickUp() implements Way {}
    }

    enum Size {
        SMALL,
        LARGE
    }

    record Send(
            Address to,
            Way way,
            Size size,
            @Nullable Size other,
            List<YearMonth> months,
            Map<String, BigDecimal> prices) {}

    @Test
    void a_command_is_described_with_what_may_be_left_out() throws IOException {
        var type = CommandType.of("send", Send.class).orElse("to.country", "DE").orElse("size", "SMALL");
        assertThat(json(new Schemas(List.of()).body(type))).isEqualTo(MAPPER.readTree("""
            {"type": "object", "properties": {
                "to": {"type": "object", "properties": {
                    "street": {"type": "string"},
                    "country": {"type": ["string", "null"], "default": "DE"}},
                  "required": ["street"], "additionalProperties": false},
                "way": {"oneOf": [
                    {"type": "object", "properties": {
                        "type": {"const": "road"}, "on": {"type": ["string", "null"], "format": "date"}},
                      "additionalProperties": false, "required": ["type"]},
                    {"type": "object", "properties": {"type": {"const": "pick-up"}},
                      "additionalProperties": false, "required": ["type"]}]},
                "size": {"anyOf": [
                    {"type": "string", "enum": ["SMALL", "LARGE"], "default": "SMALL"}, {"type": "null"}]},
                "other": {"anyOf": [{"type": "string", "enum": ["SMALL", "LARGE"]}, {"type": "null"}]},
                "months": {"type": "array", "items": {"type": "string", "title": "YearMonth"}},
                "prices": {"type": "object", "additionalProperties": {"type": "number"}}},
              "required": ["to", "way", "months", "prices"], "additionalProperties": false}
            """));
    }

    record Node(String name, List<Node> children) {}

    record Row(Node root, @Nullable Address to, Instant at) {}

    @Test
    void an_answer_is_described_once_and_always_has_all_fields() throws IOException {
        var schemas = new Schemas(List.of());
        assertThat(json(schemas.answer(Row.class)))
                .isEqualTo(MAPPER.readTree("{\"$ref\": \"#/components/schemas/OpenApiTest.Row\"}"));
        assertThat(json(schemas.components())).isEqualTo(MAPPER.readTree("""
            {"OpenApiTest.Address": {"type": "object", "properties": {
                  "street": {"type": "string"}, "country": {"type": "string"}},
                "required": ["street", "country"]},
             "OpenApiTest.Node": {"type": "object", "properties": {
                  "name": {"type": "string"},
                  "children": {"type": "array", "items": {"$ref": "#/components/schemas/OpenApiTest.Node"}}},
                "required": ["name", "children"]},
             "OpenApiTest.Row": {"type": "object", "properties": {
                  "root": {"$ref": "#/components/schemas/OpenApiTest.Node"},
                  "to": {"anyOf": [{"$ref": "#/components/schemas/OpenApiTest.Address"}, {"type": "null"}]},
                  "at": {"type": "string", "format": "date-time"}},
                "required": ["root", "to", "at"]}}
            """));
    }

    @Test
    void every_operation_takes_a_bearer_token_and_may_answer_that_it_knows_nobody() throws IOException {
        var api = OpenApi.of(new PurseCatalog());
        assertThat(api.path("security")).isEqualTo(MAPPER.readTree("[{\"caller\": []}]"));
        var scheme = api.at("/components/securitySchemes/caller");
        assertThat(scheme.path("type").asText()).isEqualTo("http");
        assertThat(scheme.path("scheme").asText()).isEqualTo("bearer");
        assertThat(scheme.path("bearerFormat").asText()).isEqualTo("JWT");
        assertThat(scheme.path("description").asText()).contains("POST /dev/token");
        assertThat(api.path("paths").findValues("responses")).isNotEmpty().allMatch(responses -> responses.has("401"));
    }

    @Test
    void the_same_catalog_is_described_in_the_same_words() {
        assertThat(OpenApi.of(new PurseCatalog()).toPrettyString())
                .isEqualTo(OpenApi.of(new PurseCatalog()).toPrettyString());
    }

    private static JsonNode json(Map<String, Object> schema) throws IOException {
        return MAPPER.readTree(MAPPER.writeValueAsString(schema));
    }
}
