package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ReadApi;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the HTTP contract says of sums by day. */
class AnalyticsQueryTest {
    private final ReadApi read = new ReadApi();
    private int members;

    @Test
    void joinings_by_day_and_source() {
        join("2026-11-24T00:00:00.000Z", "web", 1);
        join("2026-11-23T23:59:59.999Z", "web", 30);
        join("2026-11-23T00:00:00.000Z", "app", 2);
        assertThat(read.get("/analytics/joinings").text())
                .isEqualTo("{\"items\":[{\"day\":\"2026-11-23\",\"source\":\"app\",\"count\":2},"
                        + "{\"day\":\"2026-11-23\",\"source\":\"web\",\"count\":30},"
                        + "{\"day\":\"2026-11-24\",\"source\":\"web\",\"count\":1}],\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 22 23 24",
        "from=2026-11-23, 23 24",
        "to=2026-11-23, 22 23",
        "from=2026-11-23&to=2026-11-23, 23",
        "from=2026-11-22&to=2026-11-24, 22 23 24",
        "from=2026-11-25, ''",
        "to=2026-11-21, ''",
        "from=0000-01-01&to=9999-12-31, 22 23 24"
    })
    void the_range_includes_both_of_its_days(String query, String days) {
        join("2026-11-22T23:59:59.999Z", "web", 1);
        join("2026-11-23T08:00:00.000Z", "web", 1);
        join("2026-11-24T00:00:00.000Z", "web", 1);
        var found = read.list("/analytics/joinings?" + query, "day").stream()
                .map(day -> day.replace("2026-11-", ""))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(days);
    }

    @Test
    void a_source_may_hold_what_separates_it_from_the_day() {
        join("2026-11-23T08:00:00.000Z", "a#b", 2);
        join("2026-11-23T08:00:00.000Z", "a", 1);
        assertThat(read.list("/analytics/joinings", "source")).containsExactly("a", "a#b");
    }

    @Test
    void a_day_on_which_the_whole_index_is_longer_than_a_page() {
        for (int source = 100; source < 350; source++) {
            join("2026-11-23T08:00:00.000Z", "s" + source, 1);
        }
        assertThat(read.list("/analytics/joinings", "source"))
                .hasSize(250)
                .startsWith("s100")
                .endsWith("s349")
                .isSorted();
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-24&to=2026-11-23, to",
        "from=, from",
        "to=tomorrow, to",
        "from=2026-11-31, from",
        "from=2026-2-3, from",
        "from=2026-11-23T00:00:00Z, from",
        "to=-2026-11-23, to",
        "from=2026-11-23&from=2026-11-23, from",
        "limit=5, limit",
        "cursor=x, cursor"
    })
    void a_bad_request_is_refused(String query, String field) {
        var answer = read.get("/analytics/joinings?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    private void join(String at, String source, int count) {
        read.api.now = Instant.parse(at);
        for (int i = 0; i < count; i++) {
            members++;
            var answer = read.api.post(
                    "/members/u" + members + "/join",
                    "{\"email\":\"u" + members + "@x.org\",\"name\":\"Ada\",\"source\":\"" + source + "\"}");
            assertThat(answer.status()).isEqualTo(201);
        }
        read.project();
    }
}
