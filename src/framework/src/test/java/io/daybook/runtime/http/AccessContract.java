package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Api;
import io.daybook.fixture.ReadApi;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.rows.Row;
import io.daybook.models.wallet.WalletView;
import io.daybook.runtime.ReadModel;
import io.daybook.testtools.FunctionClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the HTTP contract says of callers. Ada and Bob are holders, who have wallets and bookings of their own. Nothing
 * else of the models has a rule.
 */
abstract class AccessContract {
    private static final ReadModel<?, WalletView.Row> WALLETS = new ReadModel<>("wallets", "wallets", new WalletView());

    private static final Instant START = Instant.parse("2026-11-23T08:00:00.000Z");

    private final ReadApi read;
    private final Api api;

    AccessContract(ReadApi read) {
        this.read = read;
        this.api = read.api;
    }

    @BeforeEach
    void make_what_ada_and_bob_have() {
        api.now = START;
        read.after("/wallets/a1/open", "{\"owner\":\"ada\",\"content\":10}")
                .after("/wallets/b1/open", "{\"owner\":\"bob\",\"content\":20}")
                .after("/wallets/b1/fill", "{\"amount\":1}")
                .after("/members/ada/join", "{\"email\":\"ada@x.org\",\"name\":\"Ada\"}")
                .after("/bookings/o1/make", "{\"memberId\":\"ada\"}")
                .after("/bookings/o2/make", "{\"memberId\":\"bob\"}");
    }

    @Test
    void a_holder_may_everything_with_its_own() {
        assertThat(post("/wallets/a2/open", "{\"owner\":\"ada\",\"content\":0}").status())
                .isEqualTo(201);
        assertThat(post("/wallets/a1/fill", "{\"amount\":1}").status()).isEqualTo(200);
        assertThat(post("/wallets/a1/spend", "{\"amount\":99}").code()).isEqualTo("too-few-coins");
        assertThat(get("/wallets/a1").status()).isEqualTo(200);
        for (var view : List.of("events", "state", "state?version=1", "replay", "verify")) {
            assertThat(get("/streams/wallet-a1/" + view).status()).as(view).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/wallets/b1/fill, '{\"amount\":1}'",
        "/wallets/b1/spend, '{\"amount\":999}'",
        "/wallets/b1/close, ''",
        "/wallets/b1/open, '{\"owner\":\"ada\",\"content\":1}'",
        "/wallets/n1/open, '{\"owner\":\"bob\",\"content\":1}'",
        "/wallets/n1/fill, '{\"amount\":1}'",
        "/members/ada/change-name, '{\"name\":\"Countess\"}'",
        "/counters/n1/start, '{\"name\":\"Lamps\",\"count\":3}'"
    })
    void any_other_command_is_403_and_writes_nothing(String path, String body) {
        long before = commits();
        var answer = post(path, body);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(commits()).isEqualTo(before);
    }

    @Test
    void what_is_wrong_with_the_request_itself_comes_before_the_caller() {
        assertThat(post("/wallets/b1/fill", "{\"amount\":-1}").status()).isEqualTo(400);
        assertThat(post("/wallets/b1/burn", "{}").status()).isEqualTo(404);
        assertThat(ada("DELETE", "/wallets/b1").send().status()).isEqualTo(405);
        assertThat(get("/wallets").status()).isEqualTo(400);
        assertThat(get("/streams/wallet-b1/events?limit=0").status()).isEqualTo(400);
    }

    @Test
    void the_caller_comes_before_what_is_there() {
        assertThat(fill("n1").status()).isEqualTo(403);
        assertThat(api.post("/wallets/n1/fill", "{\"amount\":1}").status()).isEqualTo(404);
        assertThat(ada("POST", "/wallets/b1/fill")
                        .header("if-match", "\"7\"")
                        .body("{\"amount\":1}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_key_belongs_to_its_caller() {
        assertThat(withKey("a1", "ada", "holder").status()).isEqualTo(200);
        assertThat(withKey("a1", "ada", "holder").json().path("duplicate").asBoolean())
                .isTrue();
        assertThat(withKey("a1", "bob", "holder").status()).isEqualTo(403);
        assertThat(withKey("a1", "ann", "operator").code()).isEqualTo("idempotency-key-reused");
        // The key is the caller's, whatever roles it has by now.
        assertThat(withKey("a1", "ada", "operator").json().path("duplicate").asBoolean())
                .isTrue();
        assertThat(withKey("a1", "ada").json().path("duplicate").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets/b1",
                "/wallets/b1?atLeast=1",
                "/wallets/b1?atLeast=2",
                "/bookings/o2",
                "/bookings/o2?atLeast=1",
                "/members/ada",
                "/members/ada?atLeast=1",
                "/streams/wallet-b1/events",
                "/streams/wallet-b1/events?direction=backward",
                "/streams/wallet-b1/events?from=2",
                "/streams/wallet-b1/state",
                "/streams/wallet-b1/state?version=1",
                "/streams/wallet-b1/state?version=99",
                "/streams/wallet-b1/state?at=2026-11-23T08:00:00.000Z",
                "/streams/wallet-b1/replay",
                "/streams/wallet-b1/replay?from=99",
                "/streams/wallet-b1/verify",
                "/streams/booking-o1/events",
                "/streams/member-ada/state",
                "/streams/member-ada/verify"
            })
    void what_is_not_shown_is_as_if_it_were_not_there(String path) {
        for (var seen : new @Nullable String[] {null, "*", "\"2\""}) {
            assertThat(seen(path, seen)).as("%s %s", path, seen).isEqualTo(seen(absent(path), seen));
        }
        assertThat(api.get(path).status() == 200 || path.contains("=99")).isTrue();
    }

    @Test
    void what_was_deleted_is_as_if_it_had_never_been_there_but_for_those_who_may_see_all() {
        read.rows(WALLETS).write(Row.none("gone"), new Row<>("gone", 7, 0, null, List.of(), Set.of()));
        assertThat(seen("/wallets/gone?atLeast=7", null)).isEqualTo(seen("/wallets/nowhere?atLeast=7", null));
        assertThat(api.get("/wallets/gone?atLeast=7").status()).isEqualTo(404);
        assertThat(status("/wallets/gone?atLeast=7", "carl", "auditor")).isEqualTo(404);
    }

    @Test
    void a_holder_lists_its_own_by_the_lookup_that_is_bound_to_it() {
        read.after("/wallets/a2/open", "{\"owner\":\"ada\",\"content\":0}");
        assertThat(ids("/wallets?owner=ada", "walletId")).containsExactly("a1", "a2");
        assertThat(ids("/bookings?memberId=ada", "bookingId")).containsExactly("o1");
        assertThat(ids("/bookings?memberId=ada&status=pending", "bookingId")).containsExactly("o1");
        assertThat(ids("/bookings?memberId=ada&madeFrom=2026-11-01", "bookingId"))
                .containsExactly("o1");
        var first = get("/wallets?owner=ada&limit=1").json();
        assertThat(ids("/wallets?owner=ada&cursor=" + first.path("next").asText(), "walletId"))
                .containsExactly("a2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets?owner=bob",
                "/wallets?owner=Ada",
                "/wallets?owner=ada%20",
                "/bookings?memberId=bob",
                "/bookings?status=pending",
                "/bookings?memberId=bob&status=pending",
                "/members?email=ada@x.org",
                "/members?q=ada",
                "/analytics/joinings",
                "/analytics/joinings?from=never"
            })
    void any_other_list_is_403(String path) {
        var answer = get(path);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
    }

    @Test
    void roles_add_up_and_without_any_nothing_is_allowed() {
        assertThat(status("/wallets/b1", "carl", "auditor")).isEqualTo(200);
        assertThat(status("/wallets?owner=bob", "carl", "auditor")).isEqualTo(200);
        assertThat(status("/streams/wallet-b1/events", "carl", "auditor")).isEqualTo(200);
        assertThat(status("/bookings/o1", "ada", "auditor")).isEqualTo(404);
        assertThat(status("/bookings/o1", "ada", "auditor", "holder")).isEqualTo(200);
        assertThat(status("/wallets/b1", "ada", "auditor", "holder")).isEqualTo(200);
        assertThat(status("/members/ada", "ada", "holder", "operator")).isEqualTo(200);
        for (var roles : List.of(new String[0], new String[] {"stranger"})) {
            assertThat(status("/wallets/a1", "ada", roles)).isEqualTo(404);
            assertThat(status("/wallets?owner=ada", "ada", roles)).isEqualTo(403);
            assertThat(status("/streams/wallet-a1/state", "ada", roles)).isEqualTo(404);
            assertThat(status("/analytics/joinings", "ada", roles)).isEqualTo(403);
            assertThat(api.post("/wallets/a1/fill")
                            .body("{\"amount\":1}")
                            .by("ada", roles)
                            .send()
                            .status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wallets/a1", "/wallets?owner=ada", "/nowhere", "/analytics/joinings"})
    void whom_nobody_knows_is_401_in_the_gateways_own_form_before_anything_else(String path) {
        var unknown = new ArrayList<@Nullable Map<String, String>>();
        unknown.add(null);
        unknown.add(Map.of());
        unknown.add(Map.of("sub", "", "roles", "[operator]"));
        unknown.add(Map.of("sub", "x".repeat(129), "roles", "[operator]"));
        for (var claims : unknown) {
            for (var method : List.of("GET", "POST")) {
                var answer = api.request(method, path).claiming(claims).send();
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.text()).isEqualTo("{\"message\":\"Unauthorized\"}");
                assertThat(answer.headers()).containsEntry("Content-Type", "application/json");
            }
        }
    }

    /** What a client can see of an answer, but for the correlation id; names are made the same. */
    private record Seen(int status, Map<String, String> headers, String text, Duration waited, int looks) {}

    private Seen seen(String path, @Nullable String ifNoneMatch) {
        var asked = api.now;
        var looks = new ArrayList<Instant>();
        api.meanwhile = () -> looks.add(api.now);
        var request = ada("GET", path).header("x-correlation-id", "c");
        var answer = (ifNoneMatch == null ? request : request.header("if-none-match", ifNoneMatch)).send();
        var text = answer.text().replace("nowhere", "here").replaceAll("(wallet|booking|member)-\\w+", "$1-here");
        return new Seen(
                answer.status(), new HashMap<>(answer.headers()), text, Duration.between(asked, api.now), looks.size());
    }

    /** The same question about what is not there. */
    private static String absent(String path) {
        return path.replaceFirst("([/-])(b1|o1|o2|ada)", "$1nowhere");
    }

    private Answer get(String path) {
        return ada("GET", path).send();
    }

    private Answer post(String path, String body) {
        return ada("POST", path).body(body).send();
    }

    private Answer fill(String wallet) {
        return post("/wallets/" + wallet + "/fill", "{\"amount\":1}");
    }

    private Api.Request ada(String method, String path) {
        return api.request(method, path).by("ada", "holder");
    }

    private Answer withKey(String wallet, String sub, String... roles) {
        return api.post("/wallets/" + wallet + "/fill")
                .header("idempotency-key", "k1")
                .body("{\"amount\":1}")
                .by(sub, roles)
                .send();
    }

    private int status(String path, String sub, String... roles) {
        return api.request("GET", path).by(sub, roles).send().status();
    }

    private List<String> ids(String path, String field) {
        var answer = get(path);
        assertThat(answer.status()).isEqualTo(200);
        var ids = new ArrayList<String>();
        answer.json().path("items").forEach(item -> ids.add(item.path(field).asText()));
        return ids;
    }

    private long commits() {
        return List.of("wallet-a1", "wallet-b1", "wallet-n1", "member-ada", "counter-n1").stream()
                .mapToLong(stream -> read.store.all(StreamName.parse(stream)).size())
                .sum();
    }
}
