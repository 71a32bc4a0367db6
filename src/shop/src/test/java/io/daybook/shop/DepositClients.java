package io.daybook.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that deposit 1.00 each time, under a new key each time, until the service is gone; they keep a record. */
final class DepositClients implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Map<String, Integer> versionOfSucceeded = new ConcurrentHashMap<>();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();

    DepositClients(String url) {
        this.url = url;
    }

    /** The answers of success: idempotency key to version. */
    Map<String, Integer> succeeded() {
        return versionOfSucceeded;
    }

    /** Every key that was ever sent, whatever came of it. */
    Set<String> sent() {
        return sent;
    }

    List<Thread> start(int clients, String account) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().start(() -> depositUntilGone(account)));
        }
        return threads;
    }

    private void depositUntilGone(String account) {
        try {
            while (true) {
                String key = UUID.randomUUID().toString();
                sent.add(key);
                HttpResponse<String> answer = deposit(account, key);
                if (answer.statusCode() == 200) {
                    versionOfSucceeded.put(
                            key, JSON.readTree(answer.body()).path("version").asInt());
                }
            }
        } catch (IOException gone) {
            // The end of the load: the process was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    HttpResponse<String> open(String account) throws IOException, InterruptedException {
        return command(account, "open", UUID.randomUUID().toString(), "{\"owner\":\"ada\",\"initialDeposit\":0}");
    }

    HttpResponse<String> deposit(String account, String key) throws IOException, InterruptedException {
        return command(account, "deposit", key, "{\"amount\":1}");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** All recorded events of an account, page by page. */
    List<JsonNode> events(String account) throws IOException, InterruptedException {
        List<JsonNode> events = new ArrayList<>();
        JsonNode page;
        do {
            page = get("/streams/account-" + account + "/events?limit=100&from=" + (events.size() + 1));
            page.path("items").forEach(events::add);
        } while (!page.path("items").isEmpty() && !page.path("next").isNull());
        return events;
    }

    private HttpResponse<String> command(String account, String command, String key, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + "/accounts/" + account + "/" + command))
                        .timeout(TIMEOUT)
                        .header("content-type", "application/json")
                        .header("idempotency-key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
