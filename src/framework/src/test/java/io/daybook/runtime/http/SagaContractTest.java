package io.daybook.runtime.http;

import static io.daybook.kernel.saga.SagaRows.AT;
import static io.daybook.kernel.saga.SagaRows.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.fixture.Api;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.memory.MemoryEventStore;
import io.daybook.kernel.memory.MemoryReadTables;
import io.daybook.kernel.memory.MemorySagaTable;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.Snapshots;
import io.daybook.models.ModelCatalog;
import io.daybook.runtime.wiring.Model;
import io.daybook.runtime.wiring.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP contract says of sagas. */
class SagaContractTest {
    private static final ModelCatalog CATALOG = new ModelCatalog();
    private static final String SAGA = "journey";
    private static final Model MODEL =
            new Model(CATALOG.aggregates(), CATALOG.readModels(), CATALOG.tallies(), Set.of(SAGA), CATALOG.scalars());
    private static final String LONG = "x".repeat(200_000);

    private final SagaTable table = new MemorySagaTable();
    private final Api api =
            new Api(MODEL, new Stores(new MemoryEventStore(), Snapshots.none(), new MemoryReadTables(), table));

    @Test
    void an_instance_is_shown_whole_with_its_history() {
        var row = save(
                new SagaInstance(
                        SAGA,
                        "o1",
                        0,
                        new Origin("k-1", "ada", AT),
                        new SagaInstance.State(1, "{\"b\":1.50,\"a\":null}"),
                        "reserving",
                        false,
                        new Work(
                                List.of(new SagaInstance.Pending(
                                        "~c1", new Encoded("room", "p-1", "reserve", "{\"quantity\":2}"), "~t")),
                                List.of(new SagaInstance.Timer("deadline", 1, AT.plusSeconds(900))),
                                Map.of(new StreamName("trip", "o1"), StreamPosition.at(3)),
                                2,
                                1,
                                AT.plusSeconds(1)),
                        new Trouble(1, "no answer", null),
                        AT.plusSeconds(60)),
                List.of(
                        new HistoryStep(
                                1,
                                AT,
                                "event",
                                "TripPlanned",
                                "trip-o1",
                                3L,
                                null,
                                null,
                                "reserving",
                                List.of("reserve room-p-1"),
                                List.of("start deadline")),
                        new HistoryStep(
                                2,
                                AT.plusSeconds(1),
                                "due",
                                "deadline",
                                null,
                                null,
                                null,
                                "x",
                                "reserving",
                                List.of(),
                                List.of())));
        var answer = api.get("/sagas/journey/o1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"" + row.revision() + "\"");
        assertThat(answer.text())
                .isEqualTo("{\"saga\":\"journey\",\"id\":\"o1\",\"step\":\"reserving\",\"complete\":false,"
                        + "\"stuck\":null,\"state\":{\"b\":1.50,\"a\":null},"
                        + "\"pending\":[{\"commandId\":\"~c1\",\"command\":\"reserve\",\"stream\":\"room-p-1\","
                        + "\"body\":{\"quantity\":2}}],"
                        + "\"timers\":[{\"name\":\"deadline\",\"dueAt\":\"2026-03-01T12:15:00.123Z\"}],"
                        + "\"attempts\":1,\"error\":\"no answer\",\"correlationId\":\"k-1\","
                        + "\"startedAt\":\"2026-03-01T12:00:00.123Z\",\"at\":\"2026-03-01T12:00:01.123Z\","
                        + "\"history\":["
                        + "{\"number\":1,\"at\":\"2026-03-01T12:00:00.123Z\",\"trigger\":\"event\","
                        + "\"what\":\"TripPlanned\",\"stream\":\"trip-o1\",\"version\":3,\"outcome\":null,"
                        + "\"detail\":null,\"step\":\"reserving\",\"sent\":[\"reserve room-p-1\"],"
                        + "\"timers\":[\"start deadline\"]},"
                        + "{\"number\":2,\"at\":\"2026-03-01T12:00:01.123Z\",\"trigger\":\"due\","
                        + "\"what\":\"deadline\",\"stream\":null,\"version\":null,\"outcome\":null,"
                        + "\"detail\":\"x\",\"step\":\"reserving\",\"sent\":[],\"timers\":[]}],"
                        + "\"historyNext\":null,\"version\":1}");
    }

    @Test
    void what_is_stuck_says_why() {
        save(SagaRows.stuck(SAGA, "o1"), List.of());
        var json = api.get("/sagas/journey/o1").json();
        assertThat(json.path("step").asText()).isEqualTo("stuck");
        assertThat(json.path("stuck").asText()).isEqualTo("the stock of p1 cannot be released");
        assertThat(json.path("attempts").asInt()).isEqualTo(7);
    }

    @Test
    void a_client_that_has_it_already_need_not_be_told_again() {
        save(SagaRows.started(SAGA, "o1"), List.of());
        var answer = api.request("GET", "/sagas/journey/o1")
                .header("if-none-match", "\"1\"")
                .send();
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void the_whole_history_is_shown_in_order() {
        save(instance("o1", 3_210), LongStream.rangeClosed(1, 3_210));
        var answer = api.get("/sagas/journey/o1").json();
        assertThat(answer.path("historyNext").isNull()).isTrue();
        assertThat(numbers(answer.path("history")))
                .isEqualTo(LongStream.rangeClosed(1, 3_210).boxed().toList());
    }

    @Test
    void a_longer_history_goes_on_with_a_cursor_until_its_end() {
        save(instance("o1", 12_345), LongStream.rangeClosed(1, 12_345));
        var seen = new ArrayList<Long>();
        var answer = api.get("/sagas/journey/o1").json();
        seen.addAll(numbers(answer.path("history")));
        int pages = 1;
        for (var cursor = cursor(answer, "historyNext"); cursor != null; cursor = cursor(answer, "historyNext")) {
            answer = api.get("/sagas/journey/o1?cursor=" + cursor).json();
            assertThat(answer.path("id").asText()).isEqualTo("o1");
            seen.addAll(numbers(answer.path("history")));
            assertThat(++pages).isLessThanOrEqualTo(3);
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 12_345).boxed().toList());
    }

    @Test
    void an_answer_stays_below_what_lambda_takes_and_goes_on_with_a_cursor() {
        var large = LongStream.rangeClosed(1, 30)
                .mapToObj(number -> SagaRows.step(number, LONG))
                .toList();
        save(instance("o1", 30), large);
        var first = api.get("/sagas/journey/o1");
        assertThat(first.text().length()).isBetween(3_000_000, 4_500_000);
        var rest = api.get("/sagas/journey/o1?cursor="
                        + first.json().path("historyNext").asText())
                .json();
        assertThat(rest.path("historyNext").isNull()).isTrue();
        var all = new ArrayList<>(numbers(first.json().path("history")));
        all.addAll(numbers(rest.path("history")));
        assertThat(all).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void history_that_the_row_does_not_know_of_is_not_shown() {
        save(instance("o1", 2), LongStream.rangeClosed(1, 3));
        assertThat(numbers(api.get("/sagas/journey/o1").json().path("history"))).containsExactly(1L, 2L);
    }

    @Test
    void a_step_lists_who_stands_there_the_oldest_first() {
        save(SagaRows.startedAt(SagaRows.started(SAGA, "young"), AT.plusMillis(1)), List.of());
        save(SagaRows.started(SAGA, "old"), List.of());
        save(SagaRows.resting(SAGA, "other"), List.of());
        var answer = api.get("/sagas/journey?step=" + STEP);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"items\":[" + "{\"id\":\"old\",\"step\":\"reserving\",\"complete\":false,\"stuck\":null,"
                        + "\"startedAt\":\"2026-03-01T12:00:00.123Z\",\"at\":\"2026-03-01T12:00:00.123Z\",\"version\":1},"
                        + "{\"id\":\"young\",\"step\":\"reserving\",\"complete\":false,\"stuck\":null,"
                        + "\"startedAt\":\"2026-03-01T12:00:00.124Z\",\"at\":\"2026-03-01T12:00:00.123Z\",\"version\":1}],"
                        + "\"next\":null}");
    }

    @Test
    void what_is_stuck_is_listed_with_its_reason() {
        save(SagaRows.stuck(SAGA, "o1"), List.of());
        assertThat(api.get("/sagas/journey?step=stuck")
                        .json()
                        .at("/items/0/stuck")
                        .asText())
                .isEqualTo("the stock of p1 cannot be released");
    }

    @Test
    void an_unknown_step_is_an_empty_list() {
        for (var step : List.of("nowhere", "a%23b", "%E2%82%AC", "a+b", "reserving%230")) {
            var answer = api.get("/sagas/journey?step=" + step);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"items\":[],\"next\":null}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 25, 100})
    void pages_hold_everyone_once_whatever_their_size(int limit) {
        var all = IntStream.range(0, 25).mapToObj("o%02d"::formatted).toList();
        all.forEach(id -> save(SagaRows.started(SAGA, id), List.of()));
        var seen = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = api.get("/sagas/journey?step=" + STEP + "&limit=" + limit
                            + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            page.path("items").forEach(item -> seen.add(item.path("id").asText()));
            assertThat(seen).hasSizeLessThanOrEqualTo(all.size());
            cursor = cursor(page, "next");
        } while (cursor != null);
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void the_default_limit_is_20() {
        IntStream.range(0, 21).forEach(i -> save(SagaRows.started(SAGA, "o" + i), List.of()));
        assertThat(api.get("/sagas/journey?step=" + STEP).json().path("items")).hasSize(20);
    }

    @Test
    void a_page_of_long_reasons_ends_at_4_MB_and_the_list_goes_on() {
        IntStream.range(10, 40).forEach(i -> save(SagaRows.stuck(SAGA, "o" + i, LONG), List.of()));
        var first = api.get("/sagas/journey?step=stuck&limit=100");
        assertThat(first.text().length()).isBetween(3_000_000, 4_500_000);
        var seen = new ArrayList<String>();
        first.json().path("items").forEach(item -> seen.add(item.path("id").asText()));
        api.get("/sagas/journey?step=stuck&limit=100&cursor="
                        + first.json().path("next").asText())
                .json()
                .path("items")
                .forEach(item -> seen.add(item.path("id").asText()));
        assertThat(seen)
                .isEqualTo(IntStream.range(10, 40).mapToObj(i -> "o" + i).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sagas/journey/o1",
                "/sagas/nothing/o1",
                "/sagas/nothing?step=a",
                "/sagas",
                "/sagas/",
                "/sagas//o1",
                "/sagas/journey/o1/history",
                "/sagas/Journey/o1"
            })
    void what_is_not_there_is_404(String path) {
        var answer = api.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, step",
                "?step=, step",
                "?step, step",
                "?step=a&step=b, step",
                "?step=a&limit=0, limit",
                "?step=a&limit=101, limit",
                "?step=a&limit=1.0, limit",
                "?step=a&cursor=, cursor",
                "?step=a&cursor=bm8, cursor",
                "?step=a&status=b, status",
                "?step=a&Step=b, Step",
                "?step=%FF, ''",
                "?step=%ED%A0%80, ''",
                "?step=a&limit=%, ''"
            })
    void what_is_wrong_with_a_list_is_named(@Nullable String query, String field) {
        var answer = api.get("/sagas/journey" + (query == null ? "" : query));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).contains(field);
        assertThat(api.defects).isEmpty();
    }

    @Test
    void a_step_has_a_longest_length() {
        assertThat(api.get("/sagas/journey?step=" + "x".repeat(1_024)).status()).isEqualTo(200);
        assertThat(api.get("/sagas/journey?step=" + "x".repeat(1_025)).fields()).containsExactly("step");
        assertThat(api.get("/sagas/journey?step=" + "%E2%82%AC".repeat(342)).fields())
                .containsExactly("step");
    }

    @ParameterizedTest
    @CsvSource({
        "/sagas/journey/a b, id",
        "/sagas/journey/a#b, id",
        "/sagas/journey/., id",
        "/sagas/journey/.., id",
        "/sagas/journey/, id",
        "/sagas/journey/é, id",
        "/sagas/journey/o1?step=a, step",
        "/sagas/journey/o1?limit=1, limit",
        "/sagas/journey/o1?cursor=, cursor",
        "/sagas/journey/o1?cursor=bm8, cursor",
        "/sagas/journey/o1?%, ''"
    })
    void what_is_wrong_with_a_look_at_one_is_named(String path, String field) {
        var answer = api.get(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void an_id_has_a_longest_length() {
        assertThat(api.get("/sagas/journey/" + "x".repeat(128)).status()).isEqualTo(404);
        assertThat(api.get("/sagas/journey/" + "x".repeat(129)).fields()).containsExactly("id");
    }

    @Test
    void a_cursor_is_good_for_its_own_list_only() {
        IntStream.range(0, 3).forEach(i -> save(SagaRows.started(SAGA, "o" + i), List.of()));
        save(instance("big", 12_345), LongStream.rangeClosed(1, 12_345));
        var ofList = api.get("/sagas/journey?limit=1&step=" + STEP)
                .json()
                .path("next")
                .asText();
        var ofHistory = api.get("/sagas/journey/big").json().path("historyNext").asText();
        for (var path : List.of(
                "/sagas/journey?step=stuck&cursor=" + ofList,
                "/sagas/journey?step=" + STEP + "&cursor=" + ofHistory,
                "/sagas/journey/o1?cursor=" + ofHistory,
                "/sagas/journey/big?cursor=" + ofList,
                "/sagas/journey/big?cursor=" + ofHistory + "x")) {
            assertThat(api.get(path).fields()).containsExactly("cursor");
        }
    }

    @Test
    void other_methods_are_not_allowed() {
        for (var path : List.of("/sagas/journey", "/sagas/journey/o1")) {
            for (var method : List.of("POST", "PUT", "DELETE", "HEAD")) {
                var answer = api.request(method, path).send();
                assertThat(answer.status()).isEqualTo(405);
                assertThat(answer.header("Allow")).isEqualTo("GET");
            }
        }
    }

    private static SagaInstance instance(String id, long steps) {
        return SagaRows.withSteps(SagaRows.started(SAGA, id), steps);
    }

    /** Fails where the field is missing, or goes on with nothing: a list that never ends is none. */
    private static @Nullable String cursor(JsonNode page, String field) {
        var cursor = page.path(field);
        if (cursor.isNull()) {
            return null;
        }
        assertThat(cursor.asText()).as("the cursor %s", field).isNotEmpty();
        return cursor.asText();
    }

    private static List<Long> numbers(JsonNode history) {
        var numbers = new ArrayList<Long>();
        history.forEach(step -> numbers.add(step.path("number").asLong()));
        return numbers;
    }

    private SagaInstance save(SagaInstance row, List<HistoryStep> steps) {
        return table.save(row, steps).orElseThrow();
    }

    private void save(SagaInstance row, LongStream numbers) {
        var steps = numbers.mapToObj(SagaRows::step).toList();
        var last = row;
        for (int from = 0; from < steps.size(); from += SagaTable.STEPS_MAX) {
            last = save(last, steps.subList(from, Math.min(steps.size(), from + SagaTable.STEPS_MAX)));
        }
    }
}
