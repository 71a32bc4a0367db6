package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import io.daybook.testtools.Race;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many clients write, over HTTP, is in the read models exactly, by way of the table's stream. */
@QuarkusTest
class ReadModelsUnderLoadTest {
    private static final int CLIENTS = 16;
    private static final int ACCOUNTS = 20;
    private static final int DEPOSITS = 600;
    private static final int USERS = 96;
    private static final List<String> SOURCES = List.of("load-web", "load-app", "load-shop");

    @Inject
    LocalRuntime runtime;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void every_row_of_twenty_accounts_is_exact_after_six_hundred_deposits_by_sixteen_clients() {
        for (int account = 0; account < ACCOUNTS; account++) {
            http.post(path(account) + "/open", "{\"owner\":\"load\",\"initialDeposit\":0}");
        }
        var deposited = new TreeMap<Integer, Integer>();
        Race.of(CLIENTS, client -> deposit(client))
                .forEach(mine -> mine.forEach((account, cents) -> deposited.merge(account, cents, Integer::sum)));
        assertThat(deposited.values()).allMatch(cents -> cents > 0);
        deposited.forEach((account, cents) -> {
            var row = row(account);
            assertThat(new BigDecimal(row.get("balance").asText())).isEqualTo(BigDecimal.valueOf(cents, 2));
            assertThat(row).isEqualTo(state(account).get("state"));
        });
        assertThat(http.get("/accounts?owner=load&limit=100").json().get("items"))
                .hasSize(ACCOUNTS);
    }

    @Test
    void registrations_are_counted_exactly() {
        var expected = new TreeMap<String, Long>();
        SOURCES.forEach(source -> expected.put(source, (long) USERS / SOURCES.size()));
        Race.of(CLIENTS, client -> {
            for (int user = client; user < USERS; user += CLIENTS) {
                var source = SOURCES.get(user % SOURCES.size());
                var answer = http.post(
                        "/users/load-" + user + "/register",
                        "{\"email\":\"load-" + user + "@example.org\",\"name\":\"Load\",\"source\":\"" + source
                                + "\"}");
                assertThat(answer.status()).isEqualTo(201);
            }
            return client;
        });
        Eventually.equal(expected, this::registrations);
        // Once every other event of these users has come through as well, nothing is counted twice.
        for (int user = 0; user < USERS; user++) {
            http.post("/users/load-" + user + "/activate", "");
        }
        for (int user = 0; user < USERS; user++) {
            assertThat(http.getUpToDate("/users/load-" + user + "?atLeast=2").status())
                    .isEqualTo(200);
        }
        assertThat(registrations()).isEqualTo(expected);
    }

    private Map<Integer, Integer> deposit(int client) {
        var deposited = new TreeMap<Integer, Integer>();
        for (int i = client; i < DEPOSITS; i += CLIENTS) {
            int account = i % ACCOUNTS;
            int cents = 1 + i % 97;
            var body = "{\"amount\":\"0." + (cents < 10 ? "0" : "") + cents + "\"}";
            var answer = http.post(path(account) + "/deposit", body, "Idempotency-Key", "load-" + i);
            while (answer.code().equals("contended")) {
                answer = http.post(path(account) + "/deposit", body, "Idempotency-Key", "load-" + i);
            }
            assertThat(answer.status()).isEqualTo(200);
            deposited.merge(account, cents, Integer::sum);
        }
        return deposited;
    }

    private JsonNode row(int account) {
        var answer =
                http.getUpToDate(path(account) + "?atLeast=" + state(account).get("version"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode state(int account) {
        return http.get("/streams/account-load-" + account + "/state").json();
    }

    private Map<String, Long> registrations() {
        var counts = new TreeMap<String, Long>();
        for (var item : http.get("/analytics/registrations").json().get("items")) {
            if (SOURCES.contains(item.get("source").asText())) {
                counts.merge(item.get("source").asText(), item.get("count").asLong(), Long::sum);
            }
        }
        return counts;
    }

    private static String path(int account) {
        return "/accounts/load-" + account;
    }
}
