package io.daybook.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.job.Ring;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Against an endpoint that answers as SQS does, or breaks. */
final class SqsDoorbellTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Request(String target, JsonNode body) {}

    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger clients = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer server;
    private SqsClient client;
    private SqsDoorbell doorbell;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        client = SqsClient.builder()
                .endpointOverride(URI.create(url()))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        doorbell = new SqsDoorbell(
                () -> {
                    clients.incrementAndGet();
                    return client;
                },
                queue());
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private String queue() {
        return url() + "/123456789012/jobs";
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        requests.add(new Request(exchange.getRequestHeaders().getFirst("X-Amz-Target"), body));
        var answer = status == 200
                ? "{\"MessageId\":\"m1\",\"MD5OfMessageBody\":\""
                        + md5(body.path("MessageBody").asText()) + "\"}"
                : "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no such queue\"}";
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** The SDK checks that the queue has what it sent. */
    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Request message(String job, int segment, int delaySeconds) {
        var body = JSON.createObjectNode()
                .put("QueueUrl", queue())
                .put("MessageBody", new Ring(job, segment).toText())
                .put("DelaySeconds", delaySeconds);
        return new Request("AmazonSQS.SendMessage", body);
    }

    @Test
    void a_ring_is_one_message_that_names_the_job_and_the_segment() {
        doorbell.ring("0mibu1c3k-3f9a1c02", 3, Duration.ZERO);
        assertThat(requests).containsExactly(message("0mibu1c3k-3f9a1c02", 3, 0));
        assertThat(requests.element().body().path("MessageBody").asText()).isEqualTo("0mibu1c3k-3f9a1c02 3");
    }

    @Test
    void it_rings_in_whole_seconds_and_not_too_early() {
        for (var after : List.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofMillis(1_001))) {
            doorbell.ring("j", 0, after);
        }
        assertThat(requests).containsExactly(message("j", 0, 1), message("j", 0, 1), message("j", 0, 2));
    }

    @Test
    void it_rings_after_a_quarter_of_an_hour_at_the_latest() {
        doorbell.ring("j", 0, Duration.ofMinutes(15));
        doorbell.ring("j", 0, Duration.ofDays(1));
        assertThat(requests).containsExactly(message("j", 0, 900), message("j", 0, 900));
    }

    @Test
    void the_client_is_made_at_the_first_ring_and_once() {
        assertThat(clients).hasValue(0);
        doorbell.ring("j", 0, Duration.ZERO);
        doorbell.ring("j", 1, Duration.ZERO);
        assertThat(clients).hasValue(1);
    }

    @Test
    void a_queue_that_refuses_or_fails_is_unavailable_and_rings_again_when_it_is_back() {
        for (int answered : List.of(400, 500, 503)) {
            status = answered;
            assertThatThrownBy(() -> doorbell.ring("j", 0, Duration.ZERO))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("the queue of jobs could not be used")
                    .hasMessageContaining("no such queue");
        }
        status = 200;
        doorbell.ring("j", 0, Duration.ZERO);
        assertThat(requests).hasSize(4);
    }

    @Test
    void a_queue_that_cannot_be_reached_is_unavailable() {
        server.stop(0);
        assertThatThrownBy(() -> doorbell.ring("j", 0, Duration.ZERO)).isInstanceOf(StoreUnavailableException.class);
    }
}
