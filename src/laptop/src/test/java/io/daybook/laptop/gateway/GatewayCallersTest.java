package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.authorizer.Authorizer.Anonymous;
import io.daybook.laptop.authorizer.Forge;
import io.daybook.laptop.authorizer.TokenRequest;
import io.daybook.laptop.template.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a function is told is calling, and who never reaches one. */
class GatewayCallersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Route> ROUTES = List.of(
            new Route("GET", "/purses/{id}", "whoami"),
            new Route("GET", "/admin/parked", "whoami"),
            new Route("$default", "", "whoami"));

    private final AtomicInteger calls = new AtomicInteger();
    private LocalServer server;
    private LocalServer strict;

    @BeforeEach
    void open() throws IOException {
        server = Gateways.open(Gateways.of(ROUTES, this::whoami));
        strict = Gateways.open(Gateways.of(Anonymous.NONE, ROUTES, this::whoami));
    }

    @AfterEach
    void close() {
        server.close();
        strict.close();
    }

    @Test
    void a_token_tells_the_function_who_calls() throws Exception {
        var token = Gateways.TOKENS.sign(new TokenRequest("u1", List.of("customer"), 3_600));
        for (var gateway : List.of(server, strict)) {
            var claims = get(gateway, "/purses/a1", "Authorization: Bearer " + token)
                    .body()
                    .at("/jwt/claims");
            assertThat(claims.path("sub").asText()).isEqualTo("u1");
            assertThat(claims.path("roles").asText()).isEqualTo("[customer]");
            assertThat(claims).allMatch(JsonNode::isTextual);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization: bearer ",
                "AUTHORIZATION: BEARER ",
                "Authorization:Bearer ",
                "Authorization: \t Bearer "
            })
    void names_of_headers_and_of_the_scheme_have_any_case(String header) throws Exception {
        assertThat(get(server, "/purses/a1", header + token()).status()).isEqualTo("200");
    }

    @Test
    void without_a_token_the_caller_is_an_operator_without_an_id() throws Exception {
        assertThat(get(server, "/purses/a1").body())
                .isEqualTo(JSON.readTree("{\"jwt\": {\"claims\": {\"roles\": \"[operator]\"}, \"scopes\": null}}"));
    }

    @Test
    void without_a_token_nobody_calls_where_anonymous_is_none() throws Exception {
        for (var path : List.of("/purses/a1", "/admin/parked", "/nowhere", "/%ff", "/dev/other")) {
            assertUnauthorized(get(strict, path));
        }
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/purses/a1", "/admin/parked", "/nowhere", "/%ff", "/dev/token", "/openapi.json"})
    void a_bad_authorization_is_refused_on_every_path(String path) throws Exception {
        var expired = new Forge(Forge.KEY, Instant.now().minusSeconds(3_600)).token();
        for (var authorization : List.of("", "Basic dTpw", "Bearer x", "Bearer " + expired)) {
            for (var gateway : List.of(server, strict)) {
                assertUnauthorized(get(gateway, path, "Authorization: " + authorization));
            }
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void two_headers_are_refused_even_if_both_are_good() throws Exception {
        var header = "Authorization: Bearer " + token();
        assertUnauthorized(get(server, "/purses/a1", header, header));
        assertUnauthorized(get(server, "/purses/a1", header, "authorization: Basic dTpw"));
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_bad_authorization_is_refused_whatever_the_body() throws Exception {
        var body = "x".repeat(Gateway.REQUEST_LIMIT_BYTES + 1);
        assertUnauthorized(new RawHttp(server.port())
                .send("POST /purses/a1 HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body));
    }

    @Test
    void routes_of_operators_take_no_token() throws Exception {
        assertThat(get(server, "/admin/parked").body())
                .isEqualTo(JSON.readTree("{\"iam\": {\"userArn\": \"laptop\"}}"));
        var token = Gateways.TOKENS.sign(new TokenRequest("o1", List.of("operator"), 60));
        for (var path :
                List.of("/admin/parked", "/admin%2Fparked", "/%61dmin/parked", "/admin/", "/admin/x/../parked")) {
            for (var gateway : List.of(server, strict)) {
                var refused = get(gateway, path, "Authorization: Bearer " + token);
                assertThat(refused.status()).isEqualTo("403");
                assertThat(refused.head()).contains("\r\ncontent-type: application/problem+json\r\n");
                assertThat(refused.body().path("code").asText()).isEqualTo("forbidden");
            }
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_token_that_is_too_long_is_refused_before_it_is_looked_at() throws Exception {
        var refused = get(server, "/purses/a1", "Authorization: Bearer " + "a".repeat(LocalServer.HEAD_LIMIT_BYTES));
        assertThat(refused.status()).isEqualTo("431");
        assertUnauthorized(get(server, "/purses/a1", "Authorization: Bearer a.b." + "a".repeat(9_000)));
    }

    @Test
    void many_headers_are_taken_as_long_as_they_are_small() throws Exception {
        var many = "A: b\r\n".repeat(1_500) + "Authorization: Bearer " + token();
        assertThat(get(server, "/purses/a1", many).status()).isEqualTo("200");
        assertThat(get(server, "/purses/a1", "A: b\r\n".repeat(2_000) + "B: c").status())
                .isEqualTo("431");
    }

    private static String token() {
        return new Forge(Forge.KEY, Instant.now()).token();
    }

    private static void assertUnauthorized(RawHttp.Answer answer) throws IOException {
        assertThat(answer.status()).isEqualTo("401");
        assertThat(answer.body()).isEqualTo(JSON.readTree("{\"message\": \"Unauthorized\"}"));
        assertThat(answer.head())
                .contains("\r\ncontent-type: application/json\r\n")
                .contains("\r\nwww-authenticate: Bearer\r\n");
    }

    private static RawHttp.Answer get(LocalServer gateway, String path, String... headers) throws IOException {
        var head = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        return new RawHttp(gateway.port()).send(head + "\r\n");
    }

    private JsonNode whoami(String function, JsonNode event) {
        calls.incrementAndGet();
        return JSON.createObjectNode()
                .put("statusCode", 200)
                .put("body", event.at("/requestContext/authorizer").toString());
    }
}
