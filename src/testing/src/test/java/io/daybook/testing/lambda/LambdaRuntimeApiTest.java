package io.daybook.testing.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process that runs a function sees of the stand-in. */
class LambdaRuntimeApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    private final HttpClient runtime = HttpClient.newHttpClient();
    private LambdaRuntimeApi api;

    @BeforeEach
    void start() throws Exception {
        api = LambdaRuntimeApi.start("CommandsFunction", TIMEOUT);
    }

    @AfterEach
    void close() {
        api.close();
        runtime.close();
    }

    @Test
    void an_event_comes_with_its_id_deadline_trace_and_arn() throws Exception {
        api.invoke("{\"a\":1}");
        var before = Instant.now();
        var next = next();
        assertThat(next.statusCode()).isEqualTo(200);
        assertThat(next.body()).isEqualTo("{\"a\":1}");
        assertThat(id(next)).matches("[0-9a-f-]{36}");
        assertThat(Instant.ofEpochMilli(Long.parseLong(header(next, "Lambda-Runtime-Deadline-Ms"))))
                .isBetween(before.plus(TIMEOUT).minusMillis(1), Instant.now().plus(TIMEOUT));
        assertThat(header(next, "Lambda-Runtime-Trace-Id"))
                .matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
        assertThat(header(next, "Lambda-Runtime-Invoked-Function-Arn")).endsWith(":function:CommandsFunction");
    }

    @Test
    void events_come_one_by_one_and_each_answer_finds_its_caller() throws Exception {
        var first = api.invoke("1");
        var second = api.invoke("2");
        var one = next();
        assertThat(post("invocation/" + id(one) + "/response", "\"one\"").statusCode())
                .isEqualTo(202);
        var two = next();
        assertThat(post("invocation/" + id(two) + "/response", "\"two\"").statusCode())
                .isEqualTo(202);
        assertThat(first.get()).isEqualTo(new Reply.Answered(JSON.readTree("\"one\"")));
        assertThat(second.get()).isEqualTo(new Reply.Answered(JSON.readTree("\"two\"")));
    }

    @Test
    void an_error_has_its_type_and_message() throws Exception {
        var reply = api.invoke("{}");
        var error =
                post("invocation/" + id(next()) + "/error", "{\"errorType\":\"java.lang.X\",\"errorMessage\":\"why\"}");
        assertThat(error.statusCode()).isEqualTo(202);
        assertThat(reply.get()).isEqualTo(new Reply.Failed("java.lang.X", "why"));
    }

    @Test
    void an_answer_to_no_invocation_is_refused() throws Exception {
        assertThat(post("invocation/made-up/response", "{}").statusCode()).isEqualTo(400);
        api.invoke("{}");
        var id = id(next());
        assertThat(post("invocation/" + id + "/response", "{}").statusCode()).isEqualTo(202);
        assertThat(post("invocation/" + id + "/response", "{}").statusCode()).isEqualTo(400);
        assertThat(post("else", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void an_answer_beyond_the_limit_is_an_error_of_the_function() throws Exception {
        var reply = api.invoke("{}");
        var large = "\"" + "x".repeat(LambdaRuntimeApi.RESPONSE_BYTES_MAX) + "\"";
        assertThat(post("invocation/" + id(next()) + "/response", large).statusCode())
                .isEqualTo(413);
        assertThat(reply.get()).isInstanceOf(Reply.Failed.class);
    }

    @Test
    void after_an_init_error_every_invocation_fails() throws Exception {
        var waiting = api.invoke("{}");
        assertThat(post("init/error", "{\"errorType\":\"T\",\"errorMessage\":\"no table\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThatThrownBy(waiting::get).rootCause().isInstanceOf(LambdaBrokenException.class);
        assertThatThrownBy(api.invoke("{}")::get).rootCause().hasMessage("Init error: T: no table");
        assertThatThrownBy(api.initialized()::get).rootCause().isInstanceOf(LambdaBrokenException.class);
    }

    private HttpResponse<String> next() throws Exception {
        return runtime.send(request("invocation/next").GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return runtime.send(request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + api.address() + "/2018-06-01/runtime/" + path));
    }

    private static String id(HttpResponse<String> next) {
        return header(next, "Lambda-Runtime-Aws-Request-Id");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }
}
