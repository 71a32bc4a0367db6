package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.daybook.laptop.openapi.OpenApi;
import io.daybook.laptop.template.Route;
import io.daybook.laptop.template.Template;
import io.daybook.shop.ShopApi;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the shop's API is valid, complete, and true. */
class OpenApiTest {
    private static final JsonNode API = OpenApi.of(ShopForTests.CATALOG);

    /** The official schemas lie in the class path; nothing is asked of a network. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaMappers(
                    mappers -> mappers.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")));

    private final ShopReads read = new ShopReads();
    private final ShopApi api = read.api;

    @Test
    void it_is_valid_openapi_3_1() {
        var schema = SCHEMAS.getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema/2022-10-07"));
        assertThat(schema.validate(API)).isEmpty();
        // The same schema refuses what is wrong, so it was found.
        ObjectNode wrong = API.deepCopy();
        assertThat(schema.validate(wrong.without("info"))).isNotEmpty();
    }

    @Test
    void every_schema_in_it_is_a_json_schema() {
        var schema = SCHEMAS.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        var schemas = new ArrayList<>(API.findValues("schema"));
        API.at("/components/schemas").forEach(schemas::add);
        assertThat(schemas).hasSizeGreaterThan(50);
        schemas.forEach(
                one -> assertThat(schema.validate(one)).as(one.toString()).isEmpty());
    }

    @Test
    void every_reference_in_it_leads_somewhere() {
        API.findValuesAsText("$ref")
                .forEach(reference -> assertThat(API.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void every_operation_in_it_is_a_route() {
        for (var operation : publicOperations()) {
            var path = operation.substring(operation.indexOf(' ') + 1);
            api.request(
                            operation.substring(0, operation.indexOf(' ')),
                            path.replace("{stream}", "account-a1").replace("{id}", "a1"))
                    .send();
            assertThat(isA(api.log.getLast().route(), operation)).as(operation).isTrue();
        }
        assertThat(api.defects).isEmpty();
    }

    /** The routes of docs/http.md. */
    @Test
    void every_public_route_is_in_it() {
        assertThat(publicOperations())
                .containsExactly(
                        "GET /accounts",
                        "GET /accounts/{id}",
                        "GET /analytics/registrations",
                        "GET /analytics/sales",
                        "GET /inventory/{id}",
                        "GET /orders",
                        "GET /orders/{id}",
                        "GET /sagas/fulfilment",
                        "GET /sagas/fulfilment/{id}",
                        "GET /streams/{stream}/events",
                        "GET /streams/{stream}/replay",
                        "GET /streams/{stream}/state",
                        "GET /streams/{stream}/verify",
                        "GET /users",
                        "GET /users/{id}",
                        "POST /accounts/{id}/close",
                        "POST /accounts/{id}/deposit",
                        "POST /accounts/{id}/open",
                        "POST /accounts/{id}/withdraw",
                        "POST /inventory/{id}/receive",
                        "POST /inventory/{id}/register",
                        "POST /orders/{id}/add-item",
                        "POST /orders/{id}/cancel",
                        "POST /orders/{id}/create",
                        "POST /orders/{id}/remove-item",
                        "POST /orders/{id}/submit",
                        "POST /users/{id}/activate",
                        "POST /users/{id}/change-address",
                        "POST /users/{id}/change-email",
                        "POST /users/{id}/change-name",
                        "POST /users/{id}/deactivate",
                        "POST /users/{id}/register");
    }

    /** API Gateway routes a whole generation by one pattern; here each of its read routes stands by itself. */
    @Test
    void every_route_of_operators_in_the_template_is_in_it_and_no_other() {
        var reads = publicOperations().stream()
                .filter(operation -> operation.startsWith("GET "))
                .map(operation -> "GET /admin/generations/{generation}" + operation.substring("GET ".length()));
        var others = Template.load().routes().stream()
                .filter(route -> route.function().equals("admin"))
                .map(Route::routeKey)
                .filter(key -> !key.endsWith("{proxy+}"));
        assertThat(operations().stream().filter(operation -> operation.contains(" /admin/")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(reads, others).toList());
    }

    @Test
    void only_routes_of_operators_are_authorized_by_iam() {
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .forEach(operation -> assertThat(
                                        operation.at("/security/0").has("operator"))
                                .as(path.getKey())
                                .isEqualTo(path.getKey().startsWith("/admin/"))));
        assertThat(API.at("/components/securitySchemes/operator/x-amazon-apigateway-authtype")
                        .asText())
                .isEqualTo("awsSigv4");
    }

    @Test
    void no_two_operations_have_the_same_id() {
        assertThat(API.findValuesAsText("operationId")).doesNotHaveDuplicates().hasSameSizeAs(operations());
    }

    @Test
    void what_is_answered_is_as_it_says() {
        read.after("/users/u1/register", "{\"email\":\"ada@example.org\",\"name\":\"Ada\"}");
        read.after("/orders/o1/create", "{\"customerId\":\"u1\"}");
        read.after("/orders/o1/add-item", "{\"productId\":\"p1\",\"quantity\":2,\"unitPrice\":\"1.50\"}");
        assertAnswered(
                "/orders/{id}/remove-item", api.post("/orders/o1/remove-item", "{\"productId\":\"p9\"}"), "post");
        assertAnswered("/orders/{id}/add-item", api.post("/orders/o1/add-item", "{}"), "post");
        assertAnswered(
                "/orders/{id}/add-item",
                api.post("/orders/o1/add-item", "{\"productId\":\"p1\",\"quantity\":1,\"unitPrice\":2}"),
                "post");
        assertAnswered("/orders/{id}", api.get("/orders/o1"), "get");
        assertAnswered("/orders/{id}", api.get("/orders/o2"), "get");
        assertAnswered("/orders", api.get("/orders?status=pending"), "get");
        assertAnswered("/users", api.get("/users?q=ad"), "get");
        assertAnswered("/analytics/registrations", api.get("/analytics/registrations"), "get");
        assertAnswered("/streams/{stream}/events", api.get("/streams/order-o1/events"), "get");
        assertAnswered("/streams/{stream}/state", api.get("/streams/order-o1/state"), "get");
        assertAnswered("/streams/{stream}/replay", api.get("/streams/user-u1/replay"), "get");
        assertAnswered("/streams/{stream}/verify", api.get("/streams/user-u1/verify"), "get");
    }

    @Test
    void the_build_leaves_it_in_a_file() throws IOException {
        var file = Path.of("target", "openapi.json");
        OpenApi.write(ShopForTests.CATALOG, file);
        assertThat(ShopForTests.mapper().readTree(file.toFile()).path("openapi").asText())
                .isEqualTo("3.1.0");
    }

    private static void assertAnswered(String path, ShopApi.Answer answer, String method) {
        var response =
                API.path("paths").path(path).path(method).path("responses").path("" + answer.status());
        assertThat(response.isMissingNode()).as(path + " " + answer).isFalse();
        var described =
                response.has("$ref") ? API.at(response.path("$ref").asText().substring(1)) : response;
        var type = answer.status() < 400 ? "application/json" : "application/problem+json";
        ObjectNode schema = described.path("content").path(type).path("schema").deepCopy();
        schema.set("components", API.path("components"));
        assertThat(SCHEMAS.getSchema(schema).validate(answer.json()))
                .as(path + " " + answer)
                .isEmpty();
    }

    /** A route of all sagas has a variable where the operation names one. */
    private static boolean isA(String route, String operation) {
        var expected = route.split("/", -1);
        var actual = operation.split("/", -1);
        return expected.length == actual.length
                && IntStream.range(0, expected.length)
                        .allMatch(i -> expected[i].startsWith("{") || expected[i].equals(actual[i]));
    }

    private static List<String> publicOperations() {
        return operations().stream()
                .filter(operation -> !operation.contains(" /admin/"))
                .toList();
    }

    private static List<String> operations() {
        var operations = new TreeSet<String>();
        API.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add((method.equals("get") ? "GET " : "POST ") + path.getKey())));
        return List.copyOf(operations);
    }
}
