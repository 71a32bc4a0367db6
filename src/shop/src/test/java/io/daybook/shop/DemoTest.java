package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.laptop.LocalRuntime;
import io.daybook.testtools.Http;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demonstration of the README, run as its reader runs it. */
@QuarkusTest
class DemoTest {
    @Inject
    LocalRuntime runtime;

    @Test
    void fills_a_running_instance_and_changes_nothing_when_it_is_repeated() throws Exception {
        var http = new Http(runtime.httpPort());
        var first = run("http://127.0.0.1:" + runtime.httpPort());
        assertThat(first.exitCode()).as(first.output()).isZero();
        assertThat(first.output()).contains("] 267/267").contains("267 commands were accepted, 0 were refused");
        // Its saga goes on with it from here, while others look.
        assertThat(eventTypes(http, 1)).contains("OrderSubmitted");
        assertThat(status(http, 2)).isEqualTo("cancelled");
        assertThat(status(http, 3)).isEqualTo("pending");
        var before = http.get("/streams/account-demo7-account-1/events").json();

        var second = run("http://127.0.0.1:" + runtime.httpPort());
        assertThat(second.exitCode()).as(second.output()).isZero();
        assertThat(http.get("/streams/account-demo7-account-1/events").json()).isEqualTo(before);
    }

    @Test
    void says_what_to_do_where_nothing_answers() throws Exception {
        var run = run("http://127.0.0.1:1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("start Daybook first, with ./mvnw quarkus:dev");
    }

    private static List<String> eventTypes(Http http, int order) {
        return http.get("/streams/order-demo7-order-" + order + "/events")
                .json()
                .path("items")
                .findValuesAsText("eventType");
    }

    private static String status(Http http, int order) {
        return http.get("/streams/order-demo7-order-" + order + "/state")
                .json()
                .at("/state/status")
                .asText();
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String url) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "infra/Demo.java", url, "7")
                .directory(ShopForTests.REPOSITORY.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
