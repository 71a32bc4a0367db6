package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.laptop.openapi.OpenApi;
import io.daybook.laptop.purse.PurseCatalog;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The whole of it, from the gateway's port to the table and back. */
@QuarkusTest
class LocalRuntimeTest {
    @Inject
    LocalRuntime runtime;

    @Test
    void a_command_goes_through_the_gateway_and_its_event_can_be_read() throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> opened = open(id);
        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(opened.headers().firstValue("etag")).contains("\"1\"");
        HttpResponse<String> events = send(request("/streams/purse-" + id + "/events"));
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.body()).containsOnlyOnce("\"eventType\":\"PurseOpened\"");
    }

    @Test
    void a_path_is_decoded_once_on_its_way_to_the_function() throws Exception {
        String id = "a" + UUID.randomUUID();
        assertThat(open(id).statusCode()).isEqualTo(201);
        String afterFirst = id.substring(1);
        assertThat(send(request("/streams/purse-%61" + afterFirst + "/events")).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/streams/purse-%2561" + afterFirst + "/events"))
                        .statusCode())
                .isNotEqualTo(200);
    }

    @Test
    void a_method_that_the_template_has_no_route_for_reaches_the_default_one() throws Exception {
        HttpResponse<String> answer = send(request("/streams/purse-a/events").DELETE());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void the_description_of_the_api_is_at_openapi_json() throws Exception {
        HttpResponse<String> answer = send(request("/openapi.json"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(new ObjectMapper().readTree(answer.body()))
                .isEqualTo(new ObjectMapper()
                        .readTree(OpenApi.of(new PurseCatalog()).toString()));
    }

    @Test
    void a_token_of_this_process_says_who_appended_an_event() throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> answer =
                send(request("/dev/token").POST(BodyPublishers.ofString("{\"sub\":\"ada\",\"roles\":[\"operator\"]}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        String token = new ObjectMapper().readTree(answer.body()).path("token").asText();
        HttpResponse<String> opened = send(request("/purses/" + id + "/open")
                .header("authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"owner\":\"ada\",\"amount\":5}")));
        assertThat(opened.statusCode()).isEqualTo(201);
        assertThat(send(request("/streams/purse-" + id + "/events")).body()).contains("\"userId\":\"ada\"");
    }

    @Test
    void a_forged_token_and_a_page_of_another_site_reach_nothing() throws Exception {
        String id = UUID.randomUUID().toString();
        HttpResponse<String> forged = send(request("/purses/" + id + "/open")
                .header("authorization", "Bearer e30.e30.e30")
                .POST(BodyPublishers.ofString("{\"owner\":\"ada\",\"amount\":5}")));
        assertThat(forged.statusCode()).isEqualTo(401);
        assertThat(forged.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
        HttpResponse<String> foreign = send(request("/purses/" + id + "/open")
                .header("origin", "https://attacker.example")
                .POST(BodyPublishers.ofString("{\"owner\":\"ada\",\"amount\":5}")));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(send(request("/streams/purse-" + id + "/events")).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> open(String id) throws Exception {
        return send(request("/purses/" + id + "/open")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{\"owner\":\"ada\",\"amount\":5}")));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + runtime.httpPort() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
