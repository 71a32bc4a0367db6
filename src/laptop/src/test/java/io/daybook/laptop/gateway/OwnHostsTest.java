package io.daybook.laptop.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.laptop.template.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of another site makes the developer's browser send does nothing, whatever it asks for. */
class OwnHostsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger calls = new AtomicInteger();
    private LocalServer server;

    @BeforeEach
    void open() throws IOException {
        server = Gateways.open(Gateways.of(List.of(new Route("$default", "", "f")), (function, event) -> {
            calls.incrementAndGet();
            return JSON.createObjectNode();
        }));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "localhost:1",
                "LOCALHOST:65535",
                "127.0.0.1",
                "127.0.0.1:8080",
                "[::1]",
                "[::1]:8080",
                "laptop.example",
                "LAPTOP.EXAMPLE:443",
                "x"
            })
    void a_request_to_one_of_its_names_is_taken(String host) throws Exception {
        assertTaken("Host: " + host);
        assertTaken("Host: localhost\r\nOrigin: http://" + host);
        assertTaken("Host: localhost\r\nOrigin: https://" + host);
    }

    /** The name of a page may lead to this machine since the page was loaded (DNS rebinding). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attacker.example",
                "attacker.example:8080",
                "localhost.attacker.example",
                "localhost.",
                "localhost.:8080",
                "127.0.0.1.attacker.example",
                "127.0.0.2",
                "127.1",
                "0.0.0.0",
                "2130706433",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::1%25lo]",
                "a.laptop.example",
                "xlocalhost",
                "localhost:80:80",
                "localhost:8080@attacker.example",
                "a@localhost"
            })
    void a_request_to_any_other_name_is_refused(String host) throws Exception {
        var answer = send("Host: " + host);
        assertThat(answer.status()).isIn("400", "403");
        assertThat(answer.body().path("code").asText()).isIn("invalid-request", "forbidden");
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_request_without_a_name_is_refused() throws Exception {
        var answer = new RawHttp(server.port()).send("GET /a HTTP/1.0\r\n\r\n");
        assertThat(answer.status()).isEqualTo("403");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://attacker.example/a", "http://attacker.example:8080", "http://localhost@attacker.example/"
            })
    void the_name_in_the_request_line_counts_too(String target) throws Exception {
        var answer = new RawHttp(server.port()).send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(answer.status()).isIn("400", "403");
        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://attacker.example",
                "https://attacker.example:8080",
                "null",
                "NULL",
                "",
                "file://",
                "http://localhost.attacker.example",
                "http://attacker.example/localhost",
                "http://localhost@attacker.example",
                "http://localhost/",
                "http://localhost:8080/a",
                "chrome-extension://localhost",
                "ftp://localhost",
                "localhost",
                "//localhost",
                "http://[::2]",
                "http://localhost:",
                "http://localhost http://attacker.example",
                "http://localhost, http://attacker.example",
                "*"
            })
    void a_page_of_another_origin_is_refused(String origin) throws Exception {
        assertForbidden("Host: localhost\r\nOrigin: " + origin);
    }

    @Test
    void of_two_origins_both_must_be_its_own() throws Exception {
        assertForbidden("Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://attacker.example");
        assertForbidden("Host: localhost\r\nOrigin: http://attacker.example\r\nOrigin: http://localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cross-site",
                "Cross-Site",
                "CROSS-SITE",
                "same-origin, cross-site",
                "none\r\nSec-Fetch-Site: cross-site"
            })
    void what_the_browser_says_is_of_another_site_is_refused(String site) throws Exception {
        assertForbidden("Host: localhost\r\nSec-Fetch-Site: " + site);
        assertForbidden("Host: localhost\r\nOrigin: http://localhost\r\nSec-Fetch-Site: " + site);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "same-site", "none"})
    void what_the_browser_says_is_of_this_site_is_taken(String site) throws Exception {
        assertTaken("Host: localhost\r\nSec-Fetch-Site: " + site);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a",
                "POST /a",
                "OPTIONS /a",
                "GET /admin/parked",
                "POST /dev/token",
                "GET /openapi.json",
                "GET /%ff",
                "TRACE /"
            })
    void it_is_refused_before_anything_else(String line) throws Exception {
        for (var more : List.of("", "Authorization: Bearer x\r\n", "Access-Control-Request-Method: POST\r\n")) {
            var answer = new RawHttp(server.port())
                    .send(line + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://attacker.example\r\n" + more
                            + "Connection: close\r\n\r\n");
            assertThat(answer.status()).isEqualTo("403");
            assertThat(answer.head()).doesNotContain("access-control");
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_body_is_read_but_not_used() throws Exception {
        var body = "x".repeat(100_000);
        var answer = new RawHttp(server.port())
                .send("POST /a HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body);
        assertThat(answer.status()).isEqualTo("403");
        assertThat(calls).hasValue(0);
    }

    @Test
    void the_answer_is_a_problem_of_the_contract() throws Exception {
        ObjectNode problem = (ObjectNode) send("Host: attacker.example").body();
        assertThat(problem.remove("correlationId").asText()).isNotEmpty();
        assertThat(problem).isEqualTo(JSON.readTree("""
                {"type": "urn:daybook:problem:forbidden", "title": "Forbidden", "status": 403, "code": "forbidden",
                 "detail": "This laptop answers only programs and pages of its own: Host, and Origin where there is one, \
                must be localhost, 127.0.0.1, [::1] or one of daybook.local.hosts."}
                """));
    }

    /** On Linux the whole of 127/8 leads to this machine; a server on all interfaces would answer there. */
    @Test
    void it_listens_on_one_address_of_this_machine_only() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", server.port()).close()).isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laptop.example:8080", "http://laptop.example", "*", "", "::1", "*.example", "a b"})
    void a_setting_that_is_no_name_is_said_at_the_start(String name) {
        assertThatThrownBy(() -> OwnHosts.and(List.of(name)))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("daybook.local.hosts has '" + name + "'");
    }

    private void assertTaken(String headers) throws IOException {
        int before = calls.get();
        assertThat(send(headers).status()).isEqualTo("200");
        assertThat(calls).hasValue(before + 1);
    }

    private void assertForbidden(String headers) throws IOException {
        var answer = send(headers);
        assertThat(answer.status()).isEqualTo("403");
        assertThat(answer.head()).contains("\r\ncontent-type: application/problem+json\r\n");
        assertThat(answer.body().path("code").asText()).isEqualTo("forbidden");
        assertThat(calls).hasValue(0);
    }

    private RawHttp.Answer send(String headers) throws IOException {
        return new RawHttp(server.port()).send("POST /a HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n");
    }
}
