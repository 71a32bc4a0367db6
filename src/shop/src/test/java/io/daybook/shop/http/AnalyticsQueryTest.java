package io.daybook.shop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The sums of the shop by day. */
final class AnalyticsQueryTest {
    private final ShopReads read = new ShopReads();
    private int users;

    @Test
    void registrations_by_day_and_source() {
        register("2026-11-24T00:00:00.000Z", "web", 1);
        register("2026-11-23T23:59:59.999Z", "web", 30);
        register("2026-11-23T00:00:00.000Z", "app", 2);
        assertThat(read.get("/analytics/registrations").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"source\":\"app\",\"count\":2},"
                        + "{\"day\":\"2026-11-23\",\"source\":\"web\",\"count\":30},"
                        + "{\"day\":\"2026-11-24\",\"source\":\"web\",\"count\":1}],\"next\":null}");
    }

    private void register(String at, String source, int count) {
        read.api.now = Instant.parse(at);
        for (int i = 0; i < count; i++) {
            users++;
            var answer = read.api.post(
                    "/users/u" + users + "/register",
                    "{\"email\":\"u" + users + "@x.org\",\"name\":\"Ada\",\"source\":\"" + source + "\"}");
            assertThat(answer.status()).isEqualTo(201);
        }
        read.project();
    }
}
