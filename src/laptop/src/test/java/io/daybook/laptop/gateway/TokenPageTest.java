package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import io.daybook.laptop.authorizer.Authorizer.Anonymous;
import io.daybook.laptop.template.Route;
import io.daybook.testtools.Http;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /dev/token}. */
class TokenPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WHO = "{\"sub\":\"u1\",\"roles\":[\"customer\"]}";

    private LocalServer server;
    private LocalServer strict;

    @BeforeEach
    void open() throws IOException {
        server = Gateways.open(Gateways.of(List.of(new Route("$default", "", "f")), TokenPageTest::function));
        strict = Gateways.open(
                Gateways.of(Anonymous.NONE, List.of(new Route("$default", "", "f")), TokenPageTest::function));
    }

    @AfterEach
    void close() {
        server.close();
        strict.close();
    }

    @Test
    void it_answers_a_token_that_the_gateway_takes() throws Exception {
        for (var gateway : List.of(server, strict)) {
            var answer = new Http(gateway.port()).post("/dev/token", WHO);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("content-type")).isEqualTo("application/json");
            assertThat(answer.json().properties()).extracting(Map.Entry::getKey).containsExactly("token");
            var token = answer.json().path("token").asText();
            var called = new Http(gateway.port()).get("/a", "Authorization", "Bearer " + token);
            assertThat(called.json().path("sub").asText()).isEqualTo("u1");
            assertThat(called.json().path("roles").asText()).isEqualTo("[customer]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sub\":\"u1\",\"roles\":[]}|3600",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":1}|1",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":86400}|86400",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":null}|3600"
            })
    void it_lasts_as_long_as_was_asked_for_and_else_an_hour(String body, long seconds) throws Exception {
        var claims = claims(new Http(server.port()).post("/dev/token", body));
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isBetween(seconds, seconds + 1);
        assertThat(claims.path("roles")).isEqualTo(JSON.createArrayNode());
    }

    @Test
    void an_id_may_be_any_text_of_128_characters() throws Exception {
        var id = "名😀".repeat(64);
        var body = JSON.createObjectNode().put("sub", id);
        body.putArray("roles");
        assertThat(claims(new Http(server.port()).post("/dev/token", body.toString()))
                        .path("sub")
                        .asText())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|sub",
                "{}|sub",
                "[]|''",
                "no JSON|''",
                "{\"sub\":\"u1\"}|roles",
                "{\"sub\":\"\",\"roles\":[]}|sub",
                "{\"sub\":1,\"roles\":[]}|sub",
                "{\"sub\":null,\"roles\":[]}|sub",
                "{\"sub\":\"\\ud800\",\"roles\":[]}|sub",
                "{\"sub\":\"u1\",\"roles\":\"customer\"}|roles",
                "{\"sub\":\"u1\",\"roles\":[\"a operator\"]}|roles",
                "{\"sub\":\"u1\",\"roles\":[\"\"]}|roles",
                "{\"sub\":\"u1\",\"roles\":[1]}|roles",
                "{\"sub\":\"u1\",\"roles\":[null]}|roles",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":0}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":86401}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":-1}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":1.0}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":\"60\"}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":1e9}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"seconds\":99999999999}|seconds",
                "{\"sub\":\"u1\",\"roles\":[],\"iss\":\"me\"}|iss",
                "{\"sub\":\"u1\",\"sub\":\"u2\",\"roles\":[]}|''"
            })
    void what_is_wrong_is_said_as_everywhere(String body, String field) throws Exception {
        var answer = new Http(server.port()).post("/dev/token", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.json().path("correlationId").asText()).isEqualTo(answer.header("x-correlation-id"));
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    void an_id_of_129_characters_is_too_long() {
        var answer = new Http(server.port()).post("/dev/token", "{\"sub\":\"" + "a".repeat(129) + "\",\"roles\":[]}");
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void other_methods_media_types_and_parameters_are_refused_as_everywhere() {
        var http = new Http(server.port());
        var get = http.get("/dev/token");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("allow")).isEqualTo("POST");
        assertThat(http.post("/dev/token", WHO, "content-type", "text/plain").status())
                .isEqualTo(415);
        assertThat(http.post("/dev/token?sub=u2", WHO).status()).isEqualTo(400);
        assertThat(http.post("/dev/token", " ".repeat(300_000)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev", "/dev/", "/dev/tokens", "/dev/token/", "/DEV/token"})
    void other_paths_are_the_functions(String path) throws Exception {
        assertThat(new Http(server.port()).post(path, WHO).json().path("roles").asText())
                .isEqualTo("[operator]");
    }

    private static JsonNode claims(Http.Answer answer) throws ParseException, IOException {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        var token = SignedJWT.parse(answer.json().path("token").asText());
        return JSON.readTree(token.getPayload().toString());
    }

    private static JsonNode function(String name, JsonNode event) {
        ObjectNode answer = JSON.createObjectNode().put("statusCode", 200);
        return answer.put(
                "body", event.at("/requestContext/authorizer/jwt/claims").toString());
    }
}
