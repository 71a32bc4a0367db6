package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.template.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatewayEventTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:05:09.123Z");
    private static final Route ROUTE = new Route("POST", "/purses/{id}", "commands");

    @Test
    void a_request_becomes_the_event_of_payload_format_2() throws Exception {
        GatewayRequest request = request(
                "/purses/a%201?owner=a%2Bb+c&tag=x&tag=y&flag",
                Map.of(
                        "host", List.of("localhost:8080"),
                        "user-agent", List.of("curl"),
                        "accept", List.of("a/b", "c/d"),
                        "cookie", List.of("k=v; l=w")),
                "{\"é\":1}".getBytes(StandardCharsets.UTF_8));
        var authorizer = new ObjectMapper().readTree("{\"iam\": {\"userArn\": \"laptop\"}}");
        assertThat(event(request, Map.of("id", "a 1"), authorizer)).isEqualTo(new ObjectMapper().readTree("""
                {
                  "version": "2.0",
                  "routeKey": "POST /purses/{id}",
                  "rawPath": "/purses/a 1",
                  "rawQueryString": "owner=a%2Bb+c&tag=x&tag=y&flag",
                  "cookies": ["k=v", "l=w"],
                  "headers": {
                    "host": "localhost:8080",
                    "user-agent": "curl",
                    "accept": "a/b,c/d",
                    "x-forwarded-for": "127.0.0.1",
                    "x-forwarded-port": "8080",
                    "x-forwarded-proto": "http"
                  },
                  "queryStringParameters": {"owner": "a+b c", "tag": "x,y", "flag": ""},
                  "requestContext": {
                    "accountId": "anonymous",
                    "apiId": "local",
                    "domainName": "localhost:8080",
                    "domainPrefix": "localhost",
                    "requestId": "r1",
                    "routeKey": "POST /purses/{id}",
                    "stage": "$default",
                    "time": "23/Nov/2026:08:05:09 +0000",
                    "timeEpoch": 1795421109123,
                    "authorizer": {"iam": {"userArn": "laptop"}},
                    "http": {
                      "method": "POST",
                      "path": "/purses/a 1",
                      "protocol": "HTTP/1.1",
                      "sourceIp": "127.0.0.1",
                      "userAgent": "curl"
                    }
                  },
                  "pathParameters": {"id": "a 1"},
                  "body": "{\\"é\\":1}",
                  "isBase64Encoded": false
                }
                """));
    }

    @Test
    void a_body_that_is_no_text_comes_in_base64() {
        JsonNode event = event(request("/purses/a1", Map.of(), new byte[] {(byte) 0xff, 0}), Map.of());
        assertThat(event.path("body").asText()).isEqualTo("/wA=");
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void what_a_request_lacks_its_event_lacks_too() {
        JsonNode event = event(request("/purses/a1", Map.of(), new byte[0]), Map.of());
        assertThat(event.properties())
                .extracting(Map.Entry::getKey)
                .doesNotContain("body", "cookies", "queryStringParameters", "pathParameters")
                .contains("rawQueryString");
        assertThat(event.path("requestContext").has("authorizer")).isFalse();
    }

    private static GatewayRequest request(String target, Map<String, List<String>> headers, byte[] body) {
        return new GatewayRequest("POST", target, "HTTP/1.1", headers, body, "127.0.0.1", 8080);
    }

    private static JsonNode event(GatewayRequest request, Map<String, String> pathParameters) {
        return event(request, pathParameters, new ObjectMapper().createObjectNode());
    }

    private static JsonNode event(GatewayRequest request, Map<String, String> pathParameters, JsonNode authorizer) {
        try {
            JsonNode event = GatewayEvent.of(
                    request,
                    request.decodedPath().orElseThrow(),
                    new Routes.Match(ROUTE, pathParameters),
                    new GatewayEvent.Call("r1", AT, authorizer));
            return new ObjectMapper().readTree(event.toString());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
