package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.laptop.template.Route;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests byte by byte, as no HTTP client of Java would send them. */
class GatewayRawRequestTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Gateway gateway =
            Gateways.of(List.of(new Route("$default", "", "echo")), GatewayRawRequestTest::echo);
    private LocalServer server;

    @BeforeEach
    void open() throws IOException {
        server = Gateways.open(gateway);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/names/Zoë",
                "/names/Zo%C3%AB",
                "/names/名前",
                "/names/😀",
                "/a|b",
                "/a\"b",
                "/{a}",
                "/a\\b^c`d",
                "/<a>",
                "/[a]",
                "/a;b=c",
                "//a//b/",
                "/a/../b/.",
                "/a%2Fb%25%20+"
            })
    void a_path_is_decoded_once_as_utf_8(String path) throws Exception {
        assertThat(seen("GET", path).path("path").asText())
                .isEqualTo(path.replace("%C3%AB", "ë")
                        .replace("%2F", "/")
                        .replace("%20", " ")
                        .replace("%25", "%"));
    }

    @ParameterizedTest
    @CsvSource({"//x/y?a=//b, //x/y, a=//b", "http://x/x?a, /x, a", "http://x, /, ''"})
    void a_path_of_two_slashes_or_of_a_full_address_is_still_a_path(String target, String path, String query)
            throws Exception {
        var seen = seen("GET", target);
        assertThat(seen.path("path").asText()).isEqualTo(path);
        assertThat(seen.path("query").asText()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=Zoë",
                "q=😀",
                "a=1|2",
                "a=\"1\"",
                "a={1}",
                "{}",
                "a=%zz",
                "%",
                "a=%4",
                "a=%ff",
                "a=<b>&c=[d]^`\\",
                "a=b?c=d",
                "&&",
                "="
            })
    void a_query_reaches_the_function_as_it_was_sent(String query) throws Exception {
        assertThat(seen("GET", "/a?" + query).path("query").asText()).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "get", "TRACE", "PATCH", "OPTIONS", "DELETE"})
    void a_method_that_no_route_names_reaches_the_default_route(String method) throws Exception {
        assertThat(seen(method, "/a").path("method").asText()).isEqualTo(method);
    }

    @Test
    void a_header_in_utf_8_is_read_and_written_as_utf_8() throws Exception {
        var answer = send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Name: Zoë 名\r\n\r\n");
        assertThat(answer.body().path("name").asText()).isEqualTo("Zoë 名");
        assertThat(answer.head()).contains("\r\nx-name: Zoë 名\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /% HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%ff HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /%c3 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\u00ff HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /?q=\u00ff HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /#a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /\r\n\r\n",
                "G(T / HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: wonders\r\n\r\n"
            })
    void what_is_no_http_request_is_a_problem_of_the_contract(String request) throws Exception {
        // Latin-1, so that U+00FF is a byte that no UTF-8 has.
        var answer = new RawHttp(server.port()).send(request.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(answer.head())
                .startsWith("HTTP/1.1 400 ")
                .contains("\r\ncontent-type: application/problem+json\r\n");
        assertThat(withoutCorrelation(answer.body())).isEqualTo(JSON.readTree("""
                {"type": "urn:daybook:problem:invalid-request", "title": "Invalid request", "status": 400,
                 "detail": "The request is invalid; see errors.", "code": "invalid-request",
                 "errors": [{"field": "", "message": "must be an HTTP/1.1 request whose path is percent-encoded UTF-8"}]}
                """));
        assertThat(answer.head()).doesNotContainIgnoringCase("jetty").doesNotContainIgnoringCase("java");
    }

    @Test
    void a_request_line_that_is_too_long_is_a_problem_of_the_contract() throws Exception {
        assertThat(refusedFor("GET /" + "a".repeat(LocalServer.HEAD_LIMIT_BYTES) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .isEqualTo("HTTP/1.1 414 uri-too-long");
    }

    @Test
    void headers_that_are_too_large_are_a_problem_of_the_contract() throws Exception {
        assertThat(refusedFor(
                        "GET / HTTP/1.1\r\nHost: x\r\nA: " + "a".repeat(LocalServer.HEAD_LIMIT_BYTES) + "\r\n\r\n"))
                .isEqualTo("HTTP/1.1 431 headers-too-large");
    }

    @Test
    void what_the_quota_allows_is_taken() throws Exception {
        assertThat(seen("GET", "/" + "a".repeat(LocalServer.HEAD_LIMIT_BYTES - 200))
                        .path("path")
                        .asText())
                .hasSize(LocalServer.HEAD_LIMIT_BYTES - 199);
    }

    private String refusedFor(String request) throws IOException {
        var answer = send(request);
        assertThat(answer.head()).contains("\r\ncontent-type: application/problem+json\r\n");
        return answer.head().substring(0, "HTTP/1.1 400 ".length())
                + answer.body().path("code").asText();
    }

    private JsonNode seen(String method, String target) throws IOException {
        var answer = send(method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer.head()).startsWith("HTTP/1.1 200 ");
        return answer.body();
    }

    private static JsonNode withoutCorrelation(JsonNode problem) {
        assertThat(problem.path("correlationId").asText()).isNotEmpty();
        return ((ObjectNode) problem).without("correlationId");
    }

    private RawHttp.Answer send(String request) throws IOException {
        return new RawHttp(server.port()).send(request);
    }

    private static JsonNode echo(String function, JsonNode event) {
        var name = event.at("/headers/x-name").asText("");
        var seen = JSON.createObjectNode()
                .put("method", event.at("/requestContext/http/method").asText())
                .put("path", event.path("rawPath").asText())
                .put("query", event.path("rawQueryString").asText())
                .put("name", name);
        var answer = JSON.createObjectNode().put("statusCode", 200).put("body", seen.toString());
        answer.putObject("headers").put("content-type", "application/json").put("x-name", name);
        return answer;
    }
}
