package io.daybook.laptop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.testtools.Eventually;
import io.daybook.testtools.Http;
import io.daybook.testtools.Race;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What many clients write, over HTTP, is in the read models exactly, by way of the table's stream. */
@QuarkusTest
class ReadModelsUnderLoadTest {
    private static final int CLIENTS = 16;
    private static final int PURSES = 20;
    private static final int PUTS = 600;
    private static final int COUNTED = 96;
    private static final List<String> CURRENCIES = List.of("CHF", "NOK", "SEK");

    @Inject
    LocalRuntime runtime;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(runtime.httpPort());
    }

    @Test
    void every_row_of_twenty_purses_is_exact_after_coins_were_put_in_six_hundred_times_by_sixteen_clients() {
        for (int purse = 0; purse < PURSES; purse++) {
            http.post(path(purse) + "/open", "{\"owner\":\"load\",\"amount\":0}");
        }
        var added = new TreeMap<Integer, Integer>();
        Race.of(CLIENTS, client -> put(client))
                .forEach(mine -> mine.forEach((purse, coins) -> added.merge(purse, coins, Integer::sum)));
        assertThat(added.values()).allMatch(coins -> coins > 0);
        added.forEach((purse, coins) -> {
            var row = row(purse);
            assertThat(row.get("balance").asInt()).isEqualTo(coins);
            assertThat(row).isEqualTo(state(purse).get("state"));
        });
        assertThat(http.get("/purses?owner=load&limit=100").json().get("items")).hasSize(PURSES);
    }

    @Test
    void openings_are_counted_exactly() {
        var expected = new TreeMap<String, Long>();
        CURRENCIES.forEach(currency -> expected.put(currency, (long) COUNTED / CURRENCIES.size()));
        Race.of(CLIENTS, client -> {
            for (int purse = client; purse < COUNTED; purse += CLIENTS) {
                var currency = CURRENCIES.get(purse % CURRENCIES.size());
                var answer = http.post(
                        "/purses/counted-" + purse + "/open",
                        "{\"owner\":\"counted\",\"amount\":0,\"currency\":\"" + currency + "\"}");
                assertThat(answer.status()).isEqualTo(201);
            }
            return client;
        });
        Eventually.equal(expected, this::openings);
        // Once every other event of these purses has come through as well, nothing is counted twice.
        for (int purse = 0; purse < COUNTED; purse++) {
            http.post("/purses/counted-" + purse + "/close", "");
        }
        for (int purse = 0; purse < COUNTED; purse++) {
            assertThat(http.getUpToDate("/purses/counted-" + purse + "?atLeast=2")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(openings()).isEqualTo(expected);
    }

    private Map<Integer, Integer> put(int client) {
        var added = new TreeMap<Integer, Integer>();
        for (int i = client; i < PUTS; i += CLIENTS) {
            int purse = i % PURSES;
            int coins = 1 + i % 97;
            var body = "{\"amount\":" + coins + "}";
            var answer = http.post(path(purse) + "/put", body, "Idempotency-Key", "load-" + i);
            while (answer.code().equals("contended")) {
                answer = http.post(path(purse) + "/put", body, "Idempotency-Key", "load-" + i);
            }
            assertThat(answer.status()).isEqualTo(200);
            added.merge(purse, coins, Integer::sum);
        }
        return added;
    }

    private JsonNode row(int purse) {
        var answer = http.getUpToDate(path(purse) + "?atLeast=" + state(purse).get("version"));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private JsonNode state(int purse) {
        return http.get("/streams/purse-load-" + purse + "/state").json();
    }

    private Map<String, Long> openings() {
        var counts = new TreeMap<String, Long>();
        for (var item : http.get("/analytics/openings").json().get("items")) {
            if (CURRENCIES.contains(item.get("currency").asText())) {
                counts.merge(item.get("currency").asText(), item.get("count").asLong(), Long::sum);
            }
        }
        return counts;
    }

    private static String path(int purse) {
        return "/purses/load-" + purse;
    }
}
