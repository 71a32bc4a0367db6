package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.ReadApi;
import io.daybook.testtools.FunctionClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of one row. */
class RowQueryTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ReadApi read = new ReadApi();

    @BeforeEach
    void set_the_clock() {
        read.api.now = START;
    }

    @Test
    void a_wallet() {
        read.after("/wallets/a1/open", "{\"owner\":\"Ada\",\"content\":\"12.50\"}");
        var answer = read.get("/wallets/a1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"walletId\":\"a1\",\"owner\":\"Ada\",\"balance\":\"12.50\",\"currency\":\"USD\","
                        + "\"status\":\"active\",\"openedAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":1}");
        assertThat(answer.headers())
                .containsEntry("ETag", "\"1\"")
                .containsEntry("Content-Type", "application/json")
                .containsKey("X-Correlation-Id");
    }

    @Test
    void a_member() {
        read.after("/members/u1/join", "{\"email\":\"Ada@x.org\",\"name\":\"Ada\",\"source\":\"web\"}")
                .after(
                        "/members/u1/change-address",
                        "{\"street\":\"1 Main St\",\"city\":\"Springfield\",\"postalCode\":\"1\",\"country\":\"US\"}");
        assertThat(read.get("/members/u1").text())
                .isEqualTo("{\"memberId\":\"u1\",\"email\":\"Ada@x.org\",\"name\":\"Ada\",\"address\":"
                        + "{\"street\":\"1 Main St\",\"city\":\"Springfield\",\"postalCode\":\"1\",\"country\":\"US\"},"
                        + "\"source\":\"web\",\"status\":\"pending\",\"joinedAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":2}");
    }

    @Test
    void a_counter() {
        read.after("/counters/c1/start", "{\"name\":\"Lamps\",\"count\":3}").after("/counters/c1/add", "{\"count\":2}");
        assertThat(read.get("/counters/c1").text())
                .isEqualTo("{\"counterId\":\"c1\",\"name\":\"Lamps\",\"count\":5,\"version\":2}");
    }

    @Test
    void a_booking_shows_its_members_name_as_it_is_now() {
        read.after("/members/u1/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/bookings/o1/make", "{\"memberId\":\"u1\"}")
                .after("/bookings/o1/add-room", "{\"roomId\":\"p1\",\"nights\":2,\"price\":\"1.50\"}")
                .after("/members/u1/change-name", "{\"name\":\"Countess\"}");
        assertThat(read.get("/bookings/o1").text())
                .isEqualTo("{\"bookingId\":\"o1\",\"memberId\":\"u1\",\"memberName\":\"Countess\",\"lines\":"
                        + "[{\"roomId\":\"p1\",\"nights\":2,\"price\":\"1.50\",\"lineTotal\":\"3.00\"}],"
                        + "\"total\":\"3.00\",\"currency\":\"USD\",\"status\":\"pending\",\"reason\":null,"
                        + "\"madeAt\":\"2026-11-23T08:00:00.000Z\",\"confirmedAt\":null,"
                        + "\"lastUpdated\":\"2026-11-23T08:00:00.000Z\",\"version\":2}");
    }

    @Test
    void the_name_of_an_unknown_member_is_null() {
        read.after("/bookings/o1/make", "{\"memberId\":\"nobody\"}").after("/bookings/o2/make", "{}");
        for (var booking : List.of("o1", "o2")) {
            var row = read.get("/bookings/" + booking).json();
            assertThat(row.has("memberName")).isTrue();
            assertThat(row.path("memberName").isNull()).isTrue();
        }
    }

    @Test
    void a_row_that_is_not_there_is_404() {
        var answer = read.get("/wallets/a1");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"2\"", "*", "\"1\", \"2\"", "\"a,b\" ,W/\"2\",", ",\t\"2\""})
    void what_the_client_has_already_is_not_sent_again(String header) {
        openedTwice();
        var answer = conditional(header);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.text()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("ETag", "\"2\"")
                .containsKey("X-Correlation-Id")
                .doesNotContainKey("Content-Type");
    }

    /** The tag is the version of the booking's stream, which does not move when its member gets another name. */
    @Test
    void a_booking_is_sent_again_where_it_shows_what_its_version_does_not_tell() {
        read.after("/members/u1/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/bookings/o1/make", "{\"memberId\":\"u1\"}")
                .after("/bookings/o2/make", "{}")
                .after("/bookings/o3/make", "{\"memberId\":\"nobody\"}")
                .after("/members/u1/change-name", "{\"name\":\"Countess\"}");
        var renamed = conditional("/bookings/o1", "\"1\"");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("memberName").asText()).isEqualTo("Countess");
        assertThat(renamed.headers()).containsEntry("ETag", "\"1\"");
        assertThat(conditional("/bookings/o1", "*").status()).isEqualTo(304);
        assertThat(conditional("/bookings/o2", "\"1\"").status()).isEqualTo(304);
        assertThat(conditional("/bookings/o3", "\"1\"").status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "\"1\", \"3\"", "\"\"", "\"2-gzip\""})
    void anything_else_is_sent(String header) {
        openedTwice();
        assertThat(conditional(header).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "w/\"2\"", "\"2", "\"2 \"", "\"1\" \"2\"", "*, \"2\"", ",", "'2'"})
    void an_if_none_match_that_is_none_is_refused(String header) {
        openedTwice();
        var answer = conditional(header);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("If-None-Match");
    }

    @Test
    void what_is_not_there_is_404_whatever_the_client_has() {
        assertThat(conditional("*").status()).isEqualTo(404);
    }

    @Test
    void a_row_that_is_new_enough_is_answered_at_once() {
        openedTwice();
        var asked = read.api.now;
        assertThat(read.get("/wallets/a1?atLeast=2").status()).isEqualTo(200);
        assertThat(read.api.now).isEqualTo(asked);
    }

    @Test
    void a_request_waits_until_the_row_is_new_enough() {
        read.api.post("/wallets/a1/open", "{\"owner\":\"Ada\",\"content\":1}");
        var waits = new ArrayList<Instant>();
        read.api.meanwhile = () -> {
            waits.add(read.api.now);
            if (waits.size() == 3) {
                read.project();
            }
        };
        assertThat(read.get("/wallets/a1?atLeast=1").json().path("version").asLong())
                .isEqualTo(1);
        assertThat(waits).hasSize(3);
    }

    @Test
    void after_3_seconds_the_read_model_is_behind() {
        openedTwice();
        var asked = read.api.now;
        var answer = read.get("/wallets/a1?atLeast=3");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("read-model-behind");
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(Duration.between(asked, read.api.now)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whoever_waits_causes_at_most_eight_reads() {
        openedTwice();
        var asked = read.api.now;
        var looks = new ArrayList<Long>();
        read.api.meanwhile =
                () -> looks.add(Duration.between(asked, read.api.now).toMillis());
        assertThat(read.get("/wallets/a1?atLeast=3").status()).isEqualTo(503);
        assertThat(looks).containsExactly(50L, 150L, 350L, 750L, 1_500L, 2_250L, 3_000L);
    }

    @Test
    void a_slow_table_does_not_make_it_wait_longer() {
        var looks = new ArrayList<Instant>();
        read.api.meanwhile = () -> {
            looks.add(read.api.now);
            read.api.now = read.api.now.plusSeconds(1);
        };
        assertThat(read.get("/wallets/a1?atLeast=1").status()).isEqualTo(503);
        assertThat(looks).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/a b, id",
        "/wallets/, id",
        "/wallets/.., id",
        "/bookings/é, id",
        "/wallets/a1?atLeast=0, atLeast",
        "/wallets/a1?atLeast=-1, atLeast",
        "/wallets/a1?atLeast=1.0, atLeast",
        "/wallets/a1?atLeast=, atLeast",
        "/wallets/a1?atLeast=9999999999999999999, atLeast",
        "/wallets/a1?atLeast=1&atLeast=1, atLeast",
        "/wallets/a1?owner=Ada, owner",
        "/wallets/a1?limit=1, limit"
    })
    void a_bad_request_is_refused(String path, String field) {
        var answer = read.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void rows_and_lists_take_get_only(String method) {
        for (var path : List.of("/wallets/a1", "/wallets", "/analytics/joinings")) {
            var answer = read.api.request(method, path).send();
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers()).containsEntry("Allow", "GET");
        }
    }

    private void openedTwice() {
        read.after("/wallets/a1/open", "{\"owner\":\"Ada\",\"content\":1}").after("/wallets/a1/fill", "{\"amount\":1}");
    }

    private Answer conditional(String header) {
        return conditional("/wallets/a1", header);
    }

    private Answer conditional(String path, String header) {
        return read.api.request("GET", path).header("if-none-match", header).send();
    }
}
