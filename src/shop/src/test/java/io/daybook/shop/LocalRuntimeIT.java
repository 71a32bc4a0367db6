package io.daybook.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.testing.PackagedApplication;
import io.daybook.testtools.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jar in the local profile: what survives it, what ends with it, what it refuses. By default it is killed once
 * in the middle of a load, and {@code -Dtest.kills=3} kills it as many times on the same data.
 */
class LocalRuntimeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILLS = Integer.getInteger("test.kills", 1);
    private static final int CLIENTS_PER_ACCOUNT = 3;
    private static final int SUCCESSES_BEFORE_KILL = 30;

    /**
     * Of a body, one in each chunk, which takes six times as many bytes on the wire: far more than the buffers between a
     * client that has a small one and a server that does not read, and yet within the limit of a body.
     */
    private static final int PADDING_BYTES = 200 * 1024;

    private static final int SEND_BUFFER_BYTES = 8 * 1024;

    @TempDir
    Path data;

    @Test
    void what_was_answered_with_success_before_a_kill_is_there_once_after_a_restart() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            List<String> accounts = List.of("r" + round + "-a", "r" + round + "-b");
            Map<String, DepositClients> load = killInTheMiddle(accounts);
            try (PackagedApplication restarted = PackagedApplication.start(dataDirectory());
                    DepositClients client = new DepositClients(restarted.url())) {
                for (String account : accounts) {
                    assertThatAllIsThereOnce(client, account, load.get(account));
                }
            }
        }
    }

    @Test
    void a_second_process_on_the_same_data_is_refused_and_says_why() throws Exception {
        try (PackagedApplication first = PackagedApplication.start(dataDirectory());
                PackagedApplication second = PackagedApplication.launch(dataDirectory())) {
            assertThat(second.exitCode()).isNotZero();
            assertThat(second.output())
                    .contains("The data directory " + data + " is in use by another process")
                    .doesNotContain("\tat ");
            try (DepositClients client = new DepositClients(first.url())) {
                assertThat(client.open("still-served").statusCode()).isEqualTo(201);
            }
        }
    }

    @Test
    void a_database_that_died_is_started_again_on_its_data() throws Exception {
        try (PackagedApplication daybook = PackagedApplication.start(dataDirectory());
                DepositClients client = new DepositClients(daybook.url())) {
            assertThat(client.open("a1").statusCode()).isEqualTo(201);
            daybook.database().destroyForcibly();
            long endNanos = System.nanoTime() + PackagedApplication.PATIENCE.toNanos();
            int status;
            do {
                status = client.deposit("a1", "d1").statusCode();
            } while (status != 200 && System.nanoTime() < endNanos);
            assertThat(status).isEqualTo(200);
            assertThat(client.events("a1"))
                    .extracting(event -> event.path("version").asInt())
                    .containsExactly(1, 2);
        }
    }

    @Test
    void a_database_in_memory_that_died_ends_the_process_with_one_line() throws Exception {
        try (PackagedApplication daybook = PackagedApplication.start()) {
            // It answers a moment before it says that it has started.
            Eventually.equal(true, () -> output(daybook).contains("Installed features"));
            String before = daybook.output();
            daybook.database().destroyForcibly();
            assertThat(daybook.exitCode()).isEqualTo(1);
            assertThat(daybook.output().substring(before.length()).lines().toList())
                    .singleElement()
                    .asString()
                    .contains("DynamoDB Local has died with all data, which was in memory");
        }
    }

    @Test
    void a_stop_finishes_the_request_in_flight_and_then_ends_the_database() throws Exception {
        try (PackagedApplication daybook = PackagedApplication.start("-Ddaybook.local.stop-max=3M");
                DepositClients client = new DepositClients(daybook.url());
                Socket socket = new Socket()) {
            assertThat(client.open("a1").statusCode()).isEqualTo(201);
            ProcessHandle database = daybook.database();
            socket.setSoTimeout((int) PackagedApplication.PATIENCE.toMillis());
            socket.setSendBufferSize(SEND_BUFFER_BYTES);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), daybook.httpPort()));
            beginDeposit(socket.getOutputStream());
            daybook.terminate();
            awaitRefusal(daybook.url());
            endDeposit(socket.getOutputStream());
            assertThat(line(socket.getInputStream())).isEqualTo("HTTP/1.1 200 OK");
            // 128 + 15: ended by SIGTERM, after its shutdown.
            assertThat(daybook.exitCode()).isEqualTo(143);
            database.onExit().get(PackagedApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void taken_ports_give_way_to_free_ones_and_a_line_says_so() throws Exception {
        try (ServerSocket http = new ServerSocket(0);
                ServerSocket dynamoDb = new ServerSocket(0);
                PackagedApplication daybook = PackagedApplication.start(
                        "-Ddaybook.local.http-port=" + http.getLocalPort(),
                        "-Ddaybook.local.dynamodb-port=" + dynamoDb.getLocalPort());
                DepositClients client = new DepositClients(daybook.url())) {
            assertThat(client.open("a1").statusCode()).isEqualTo(201);
            assertThat(daybook.output())
                    .contains("Port " + http.getLocalPort() + " is taken: the gateway is on " + daybook.httpPort())
                    .contains("Port " + dynamoDb.getLocalPort() + " is taken: DynamoDB Local is on "
                            + daybook.dynamoDbPort());
        }
    }

    /** Returns, for each account, the clients with what they know of it. */
    private Map<String, DepositClients> killInTheMiddle(List<String> accounts) throws Exception {
        try (PackagedApplication daybook = PackagedApplication.start(dataDirectory());
                DepositClients first = new DepositClients(daybook.url());
                DepositClients second = new DepositClients(daybook.url())) {
            Map<String, DepositClients> load = Map.of(accounts.get(0), first, accounts.get(1), second);
            ProcessHandle database = daybook.database();
            List<Thread> threads = new ArrayList<>();
            for (String account : accounts) {
                assertThat(load.get(account).open(account).statusCode()).isEqualTo(201);
                threads.addAll(load.get(account).start(CLIENTS_PER_ACCOUNT, account));
            }
            while (first.succeeded().size() < SUCCESSES_BEFORE_KILL
                    || second.succeeded().size() < SUCCESSES_BEFORE_KILL) {
                assertThat(threads).anyMatch(Thread::isAlive);
                Thread.sleep(1);
            }
            daybook.kill();
            for (Thread thread : threads) {
                thread.join();
            }
            database.onExit().get(PackagedApplication.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return load;
        }
    }

    private static void assertThatAllIsThereOnce(DepositClients client, String account, DepositClients load)
            throws Exception {
        assertThat(load.succeeded()).isNotEmpty();
        List<JsonNode> before = client.events(account);
        assertThat(before)
                .extracting(event -> event.path("version").asInt())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, before.size()).boxed().toList());
        List<String> commands = before.stream()
                .map(event -> event.at("/metadata/commandId").asText())
                .toList();
        assertThat(commands)
                .doesNotHaveDuplicates()
                .containsAll(load.succeeded().keySet());
        Set<String> deposits = new HashSet<>(commands.subList(1, commands.size()));
        assertThat(load.sent()).containsAll(deposits);
        for (Map.Entry<String, Integer> succeeded : load.succeeded().entrySet()) {
            JsonNode again =
                    JSON.readTree(client.deposit(account, succeeded.getKey()).body());
            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("version").asInt()).isEqualTo(succeeded.getValue());
        }
        assertThat(client.events(account)).isEqualTo(before);
        assertThat(client.get("/streams/account-" + account + "/state")
                        .at("/state/balance")
                        .asText())
                .isEqualTo(deposits.size() + ".00");
    }

    /**
     * Sends a request but for the end of its body. That so much of it went out says that the gateway reads it, so that it
     * is in flight; a "100 Continue" would come from the server, before the gateway has seen the request.
     */
    private static void beginDeposit(OutputStream out) throws Exception {
        out.write(("POST /accounts/a1/deposit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write("1\r\n \r\n".repeat(PADDING_BYTES).getBytes(StandardCharsets.US_ASCII));
    }

    private static void endDeposit(OutputStream out) throws Exception {
        out.write("c\r\n{\"amount\":1}\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitRefusal(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/nothing")).build();
            HttpResponse<String> answer;
            do {
                answer = client.send(request, BodyHandlers.ofString());
            } while (answer.statusCode() == 404);
            assertThat(answer.statusCode()).isEqualTo(503);
        }
    }

    private static String line(InputStream in) throws Exception {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private String dataDirectory() {
        return "-Ddaybook.local.data-directory=" + data;
    }

    private static String output(PackagedApplication daybook) {
        try {
            return daybook.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
