package io.daybook.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.adapter.lambda.page.Cursors;
import io.daybook.fixture.Api;
import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.store.Append;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of a stream's events, states and replay. */
class StreamContractTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final int BIG_EVENTS = 30;
    private static final String DEPOSIT = "{\"amount\":\"2.00\",\"balance\":\"3.00\"}";

    private final MemoryEventStore store = new MemoryEventStore();
    private final Api api = new Api(store);

    @Test
    void an_event_is_shown_whole_and_as_stored() {
        api.now = START;
        api.post("/wallets/a1/open")
                .header("idempotency-key", "k")
                .header("x-correlation-id", "c")
                .by("u")
                .body("{\"owner\":\"ada\",\"content\":1}")
                .send();
        var eventId = store.all(new StreamName("wallet", "a1"))
                .getFirst()
                .events()
                .getFirst()
                .id();
        var answer = api.get("/streams/wallet-a1/events");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"items\":[{\"eventId\":\"" + eventId + "\",\"eventType\":\"WalletOpened\","
                        + "\"aggregateId\":\"a1\",\"aggregateType\":\"wallet\",\"version\":1,"
                        + "\"timestamp\":\"2026-11-23T08:00:00.000Z\",\"schemaVersion\":1,"
                        + "\"data\":{\"owner\":\"ada\",\"content\":\"1.00\",\"currency\":\"USD\"},"
                        + "\"metadata\":{\"commandId\":\"k\",\"correlationId\":\"c\",\"causationId\":\"k\",\"userId\":\"u\","
                        + "\"release\":\"unknown\"}}],"
                        + "\"next\":null}");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, 1, 3",
                "direction=forward, 1, 3",
                "direction=backward, 3, 1",
                "from=2, 2, 3",
                "from=3&limit=100, 3, 3",
                "direction=backward&from=2, 2, 1",
                "direction=backward&from=9, 3, 1",
                "direction=backward&from=1, 1, 1"
            })
    void events_are_read_from_either_end(@Nullable String query, long first, long last) {
        withEvents(3);
        var versions = versions(api.get("/streams/wallet-a1/events" + (query == null ? "" : "?" + query)));
        assertThat(versions.getFirst()).isEqualTo(first);
        assertThat(versions.getLast()).isEqualTo(last);
    }

    @Test
    void beyond_the_end_there_is_an_empty_page() {
        withEvents(3);
        var answer = api.get("/streams/wallet-a1/events?from=4");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"items\":[],\"next\":null}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20, 100})
    void pages_hold_every_event_once_whatever_their_size(int limit) {
        store.append(Append.of(commit(1, 5, "{}")));
        store.append(Append.of(commit(6, 1, "{}")));
        store.append(Append.of(commit(7, 14, "{}")));
        var all = LongStream.rangeClosed(1, 20).boxed().toList();
        assertThat(walk("/streams/wallet-a1/events?limit=" + limit)).isEqualTo(all);
        assertThat(walk("/streams/wallet-a1/events?direction=backward&limit=" + limit))
                .isEqualTo(all.reversed());
        assertThat(walk("/streams/wallet-a1/events?from=4&limit=" + limit)).isEqualTo(all.subList(3, 20));
    }

    @Test
    void a_cursor_alone_goes_on_in_its_direction() {
        withEvents(5);
        var next = api.get("/streams/wallet-a1/events?direction=backward&limit=2")
                .json()
                .path("next")
                .asText();
        assertThat(versions(api.get("/streams/wallet-a1/events?cursor=" + next)))
                .containsExactly(3L, 2L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state?version=2", "state?at=2026-11-23T08:00:00.000Z", "replay?limit=2", "replay?to=2"})
    void what_stands_before_an_event_that_cannot_be_read_stays_readable(String view) {
        store.append(Append.of(opened()));
        store.append(Append.of(commit(2, 1, DEPOSIT)));
        var sound = api.get("/streams/wallet-a1/" + view).json();
        store.append(Append.of(commit(3, "WalletFrozen", 1, "{}", START.plusSeconds(1))));
        var answer = api.get("/streams/wallet-a1/" + view);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("state")).isEqualTo(sound.path("state"));
        assertThat(answer.json().path("items")).isEqualTo(sound.path("items"));
        assertThat(api.get("/streams/wallet-a1/state").status()).isEqualTo(500);
        assertThat(api.get("/streams/wallet-a1/replay").status()).isEqualTo(500);
    }

    @Test
    void a_version_inside_of_a_commit_needs_no_event_after_it() {
        var events = new ArrayList<>(opened().events());
        events.addAll(commit(2, 1, DEPOSIT).events());
        events.addAll(commit(3, "WalletFrozen", 1, "{}", START).events());
        store.append(Append.of(Commits.commit(opened().stream(), 1, events, opened().metadata())));
        assertThat(balance("version=2")).isEqualTo("3.00");
        assertThat(versions(api.get("/streams/wallet-a1/replay?limit=2"))).containsExactly(1L, 2L);
    }

    @Test
    void a_page_before_an_event_that_cannot_be_read_has_a_next_one() {
        store.append(Append.of(opened()));
        store.append(Append.of(commit(2, "WalletFrozen", 1, "{}", START)));
        var next =
                api.get("/streams/wallet-a1/replay?limit=1").json().path("next").asText();
        assertThat(api.get("/streams/wallet-a1/replay?cursor=" + next).status()).isEqualTo(500);
    }

    /** A gap: version 5 follows on version 2. An overlap: version 3 was written again, by a commit of 3 and 4. */
    @ParameterizedTest
    @CsvSource({"5, 1", "3, 2"})
    void a_stream_with_a_gap_or_an_overlap_is_shown_up_to_there_and_no_further(long firstVersion, int events) {
        store.append(Append.of(opened()));
        store.append(Append.of(commit(2, 1, DEPOSIT)));
        if (firstVersion == 3) {
            store.append(Append.of(commit(4, 1, DEPOSIT)));
        }
        store.append(Append.of(commit(firstVersion, events, DEPOSIT)));
        assertThat(balance("version=2")).isEqualTo("3.00");
        for (var view : List.of("state?version=2", "replay?limit=2", "replay?to=2", "events?limit=2")) {
            assertThat(api.get("/streams/wallet-a1/" + view).status()).as(view).isEqualTo(200);
        }
        for (var view : List.of(
                "state",
                "state?version=3",
                "state?at=2027-01-01T00:00:00.000Z",
                "replay",
                "replay?limit=3",
                "events",
                "events?direction=backward",
                "events?direction=backward&from=4")) {
            assertThat(api.get("/streams/wallet-a1/" + view).status()).as(view).isEqualTo(500);
        }
    }

    @Test
    void the_default_limit_is_100() {
        withEvents(101);
        assertThat(versions(api.get("/streams/wallet-a1/events"))).hasSize(100);
        assertThat(versions(api.get("/streams/wallet-a1/replay"))).hasSize(100);
        assertThat(walk("/streams/wallet-a1/replay")).hasSize(101);
    }

    @Test
    void a_page_ends_at_4_MB() {
        var data = "{\"amount\":\"1.00\",\"balance\":\"1.00\"" + " ".repeat(250_000) + "}";
        store.append(Append.of(opened()));
        for (int version = 2; version <= BIG_EVENTS; version++) {
            store.append(Append.of(commit(version, 1, data)));
        }
        for (var view : List.of("events", "replay")) {
            var page = api.get("/streams/wallet-a1/" + view);
            assertThat(page.text().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(3_900_000, 4 * 1024 * 1024 + 1_000);
            assertThat(walk("/streams/wallet-a1/" + view)).hasSize(BIG_EVENTS);
        }
    }

    @Test
    void the_state_now_at_a_version_and_at_a_time() {
        withEvents(3);
        var now = api.get("/streams/wallet-a1/state");
        assertThat(now.text())
                .isEqualTo("{\"stream\":\"wallet-a1\",\"version\":3,\"at\":\"2026-11-23T08:00:02.000Z\",\"state\":"
                        + "{\"walletId\":\"a1\",\"owner\":\"ada\",\"balance\":\"3.00\",\"currency\":\"USD\","
                        + "\"status\":\"active\",\"openedAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:02.000Z\",\"version\":3}}");
        assertThat(now.headers()).containsEntry("ETag", "\"3\"");
        assertThat(balance("version=1")).isEqualTo("1.00");
        assertThat(balance("version=3")).isEqualTo("3.00");
        assertThat(balance("at=2026-11-23T08:00:01.999Z")).isEqualTo("2.00");
        assertThat(balance("at=2026-11-23T08%3A00%3A02Z")).isEqualTo("3.00");
        assertThat(balance("at=2030-01-01T00:00:00.000Z")).isEqualTo("3.00");
    }

    @Test
    void a_state_may_lie_inside_of_a_commit() {
        store.append(Append.of(opened()));
        store.append(Append.of(commit(2, 3, "{\"amount\":\"1.00\",\"balance\":\"7.00\"}")));
        assertThat(api.get("/streams/wallet-a1/state?version=3")
                        .json()
                        .path("version")
                        .asLong())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wallet-a1/state?version=4",
                "wallet-a1/state?at=2026-11-23T07:59:59.999Z",
                "wallet-zz/state",
                "wallet-zz/state?version=1",
                "wallet-zz/events",
                "wallet-zz/events?direction=backward",
                "wallet-zz/replay",
                "ledger-a1/events",
                "ledger-a1/state",
                "ledger-a1/replay"
            })
    void what_did_not_exist_is_404(String path) {
        withEvents(3);
        var answer = api.get("/streams/" + path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @Test
    void a_replay_shows_every_step_with_the_state_after_it() {
        withEvents(3);
        var answer = api.get("/streams/wallet-a1/replay?from=2&to=2");
        assertThat(answer.text())
                .isEqualTo("{\"items\":[{\"version\":2,\"type\":\"CoinsFilled\","
                        + "\"data\":{\"amount\":\"1.00\",\"balance\":\"2.00\"},\"at\":\"2026-11-23T08:00:01.000Z\",\"state\":"
                        + "{\"walletId\":\"a1\",\"owner\":\"ada\",\"balance\":\"2.00\",\"currency\":\"USD\","
                        + "\"status\":\"active\",\"openedAt\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lastUpdated\":\"2026-11-23T08:00:01.000Z\",\"version\":2}}],\"next\":null}");
        assertThat(versions(api.get("/streams/wallet-a1/replay"))).containsExactly(1L, 2L, 3L);
        assertThat(versions(api.get("/streams/wallet-a1/replay?to=2"))).containsExactly(1L, 2L);
        assertThat(versions(api.get("/streams/wallet-a1/replay?from=9"))).isEmpty();
    }

    @Test
    void a_replay_goes_on_to_the_end_of_its_range() {
        withEvents(9);
        assertThat(walk("/streams/wallet-a1/replay?from=2&to=7&limit=2")).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
        var next = api.get("/streams/wallet-a1/replay?from=2&to=5&limit=2")
                .json()
                .path("next")
                .asText();
        assertThat(versions(api.get("/streams/wallet-a1/replay?cursor=" + next)))
                .containsExactly(4L, 5L);
    }

    @ParameterizedTest
    @CsvSource({
        "events?from=0, from",
        "events?from=-1, from",
        "events?from=x, from",
        "events?from=, from",
        "events?from, from",
        "events?from=99999999999999999999, from",
        "events?from=%31%, ''",
        "events?from=%zz, ''",
        "events?from=%ff, ''",
        "events?from=+1, from",
        "events?from=1&from=1, from",
        "events?limit=0, limit",
        "events?limit=101, limit",
        "events?limit=1e1, limit",
        "events?limit=-5, limit",
        "events?direction=sideways, direction",
        "events?direction=FORWARD, direction",
        "events?cursor=, cursor",
        "events?cursor=AAAA, cursor",
        "events?cursor=%F0%9F%98%80, cursor",
        "events?to=3, to",
        "events?version=1, version",
        "state?version=0, version",
        "state?version=-1, version",
        "state?version=01, version",
        "state?version=1.0, version",
        "state?at=now, at",
        "state?at=2026-11-23, at",
        "state?at=2026-11-23T08:00:00, at",
        "state?at=2026-11-23T08:00:00+00:00, at",
        "state?at=2026-13-23T08:00:00Z, at",
        "state?at=+999999999-12-31T23:59:59Z, at",
        "state?at=-999999999-01-01T00:00:00Z, at",
        "state?at=2026-11-23t08:00:00Z, at",
        "state?at=99999999999999999999-01-01T00:00:00Z, at",
        "state?version=1&at=2026-11-23T08:00:00Z, at",
        "state?limit=1, limit",
        "replay?from=3&to=2, to",
        "replay?to=0, to",
        "replay?limit=1000, limit",
        "replay?direction=backward, direction",
        "replay?cursor=x, cursor"
    })
    void a_bad_parameter_is_refused(String query, String field) {
        withEvents(3);
        var answer = api.get("/streams/wallet-a1/" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.fields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wallet",
                "wallet-",
                "-a1",
                "Wallet-a1",
                "wallet-a b",
                "wallet-..",
                "acc0unt-1",
                "wallet-\u00e9"
            })
    void a_malformed_stream_name_is_refused(String stream) {
        assertThat(api.get("/streams/" + stream + "/events").fields()).containsExactly("stream");
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() {
        withEvents(5);
        api.post("/wallets/a2/open", "{\"owner\":\"ada\",\"content\":1}");
        var events =
                api.get("/streams/wallet-a1/events?limit=2").json().path("next").asText();
        var replay = api.get("/streams/wallet-a1/replay?to=4&limit=2")
                .json()
                .path("next")
                .asText();
        for (var path : List.of(
                "wallet-a2/events?cursor=" + events,
                "wallet-a1/events?direction=backward&cursor=" + events,
                "wallet-a1/replay?cursor=" + events,
                "wallet-a1/events?cursor=" + replay,
                "wallet-a1/replay?to=5&cursor=" + replay,
                "wallet-a1/events?from=9&cursor=" + events,
                "wallet-a1/events?from=2&cursor=" + events,
                "wallet-a1/replay?from=2&cursor=" + replay,
                "wallet-a1/replay?from=2&to=4&cursor=" + replay)) {
            assertThat(api.get("/streams/" + path).fields()).containsExactly("cursor");
        }
    }

    @Test
    void a_cursor_of_a_list_from_a_version_goes_on_with_that_version_only() {
        withEvents(9);
        for (var list :
                List.of("events?from=3", "events?direction=backward&from=7", "replay?from=3", "replay?from=3&to=8")) {
            var next = api.get("/streams/wallet-a1/" + list + "&limit=2")
                    .json()
                    .path("next")
                    .asText();
            assertThat(api.get("/streams/wallet-a1/" + list + "&cursor=" + next).status())
                    .isEqualTo(200);
            for (var other : List.of("from=1", "from=5", "from=9")) {
                var path = "/streams/wallet-a1/" + list.replaceFirst("from=[0-9]", other) + "&cursor=" + next;
                assertThat(api.get(path).fields()).as(path).containsExactly("cursor");
            }
        }
        var toTheEnd =
                api.get("/streams/wallet-a1/replay?limit=2").json().path("next").asText();
        assertThat(api.get("/streams/wallet-a1/replay?to=9&cursor=" + toTheEnd).fields())
                .containsExactly("cursor");
    }

    /** Whoever knows the key can sign anything; a laptop's is in the settings. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "forward",
                "forward 3",
                "forward 1 0",
                "forward 1 -3",
                "forward 1 x",
                "forward 1 99999999999999999999",
                "forward x 3",
                "sideways 1 3",
                "forward 1 3 3",
                "0 end 3",
                "1 end 0",
                "1 4 99999999999999999999",
                "1 x 3",
                "1 -1 3",
                "1 9223372036854775808 3"
            })
    void a_made_up_position_is_refused_and_never_a_defect(String position) {
        withEvents(3);
        for (var list : List.of("events", "replay")) {
            var cursor = Cursors.of(list + " of wallet-a1", position);
            assertThat(api.get("/streams/wallet-a1/" + list + "?cursor=" + cursor)
                            .fields())
                    .containsExactly("cursor");
        }
        assertThat(api.defects).isEmpty();
    }

    /** Opens with 1.00 and fillings 1.00 each second. */
    private void withEvents(int events) {
        api.now = START;
        api.post("/wallets/a1/open", "{\"owner\":\"ada\",\"content\":1}");
        for (int i = 1; i < events; i++) {
            api.now = START.plus(Duration.ofSeconds(i));
            api.post("/wallets/a1/fill", "{\"amount\":1}");
        }
    }

    private String balance(String query) {
        return api.get("/streams/wallet-a1/state?" + query)
                .json()
                .path("state")
                .path("balance")
                .asText();
    }

    private List<Long> walk(String path) {
        var all = new ArrayList<Long>();
        var answer = api.get(path);
        all.addAll(versions(answer));
        while (!answer.json().path("next").isNull()) {
            var next = answer.json().path("next").asText();
            answer = api.get(path + (path.contains("?") ? "&" : "?") + "cursor=" + next);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(versions(answer)).isNotEmpty();
            all.addAll(versions(answer));
        }
        return all;
    }

    private static List<Long> versions(Api.Answer answer) {
        var versions = new ArrayList<Long>();
        answer.json()
                .path("items")
                .forEach(item -> versions.add(item.path("version").asLong()));
        return versions;
    }

    private static Commit opened() {
        return commit(1, "WalletOpened", 1, "{\"owner\":\"ada\",\"content\":\"1.00\",\"currency\":\"USD\"}", START);
    }

    private static Commit commit(long firstVersion, int events, String data) {
        return commit(firstVersion, "CoinsFilled", events, data, START);
    }

    private static Commit commit(long firstVersion, String type, int events, String data, Instant at) {
        var encoded = LongStream.range(firstVersion, firstVersion + events)
                .mapToObj(version -> new EncodedEvent("e" + version, type, 1, data))
                .toList();
        return Commits.commit(
                new StreamName("wallet", "a1"),
                firstVersion,
                encoded,
                new EventMetadata("c" + firstVersion, "c", "c", null, at, "test-1"));
    }
}
