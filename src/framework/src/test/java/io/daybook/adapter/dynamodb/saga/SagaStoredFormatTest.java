package io.daybook.adapter.dynamodb.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Origin;
import io.daybook.kernel.saga.SagaInstance.Trouble;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.saga.SagaRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is in the table of sagas stays readable for ever: a change of these attributes must read the old ones too. */
final class SagaStoredFormatTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    private static final SagaInstance ROW = new SagaInstance(
            "fulfilment",
            "o1",
            7,
            new Origin("k-1", "ada", AT),
            new SagaInstance.State(2, "{\"step\":\"reserving\"}"),
            "reserving",
            false,
            new Work(
                    List.of(
                            new SagaInstance.Pending(
                                    "~abc", new Encoded("equipment", "p1", "reserve", "{\"quantity\":2}"), "~def"),
                            new SagaInstance.Pending("~ghi", new Encoded("equipment", "p2", "reserve", "{}"), "~def")),
                    List.of(new SagaInstance.Timer("deposit", 1, AT.plusMillis(1))),
                    Map.of(
                            new StreamName("deposit", "o1"), new StreamPosition(2, 0x0c4562e01f085ac0L),
                            new StreamName("visit", "o1"), new StreamPosition(3, -1)),
                    12,
                    1,
                    AT.plusMillis(2)),
            new Trouble(3, "no answer", "cannot go on"),
            AT.plusMillis(3));

    private static final Map<String, AttributeValue> ITEM = Map.ofEntries(
            Map.entry("saga", AttributeValue.fromS("fulfilment#o1")),
            Map.entry("item", AttributeValue.fromS("row")),
            Map.entry("revision", AttributeValue.fromN("7")),
            Map.entry("state", AttributeValue.fromS("{\"step\":\"reserving\"}")),
            Map.entry("stateVersion", AttributeValue.fromN("2")),
            Map.entry("step", AttributeValue.fromS("reserving")),
            Map.entry("stepPart", AttributeValue.fromS("fulfilment#reserving#2")),
            Map.entry("started", AttributeValue.fromS("01772366400123#o1")),
            Map.entry("complete", AttributeValue.fromBool(false)),
            Map.entry(
                    "pending",
                    AttributeValue.fromS("[{\"commandId\":\"~abc\",\"category\":\"equipment\",\"id\":\"p1\","
                            + "\"name\":\"reserve\",\"body\":\"{\\\"quantity\\\":2}\",\"causationId\":\"~def\"},"
                            + "{\"commandId\":\"~ghi\",\"category\":\"equipment\",\"id\":\"p2\","
                            + "\"name\":\"reserve\",\"body\":\"{}\",\"causationId\":\"~def\"}]")),
            Map.entry("timers", AttributeValue.fromS("[{\"name\":\"deposit\",\"number\":1,\"dueAt\":1772366400124}]")),
            Map.entry(
                    "applied",
                    AttributeValue.fromS(
                            "{\"deposit-o1\":[2,\"0c4562e01f085ac0\"]," + "\"visit-o1\":[3,\"ffffffffffffffff\"]}")),
            Map.entry("steps", AttributeValue.fromN("12")),
            Map.entry("timerStarts", AttributeValue.fromN("1")),
            Map.entry("correlationId", AttributeValue.fromS("k-1")),
            Map.entry("userId", AttributeValue.fromS("ada")),
            Map.entry("at", AttributeValue.fromN("1772366400125")),
            Map.entry("attempts", AttributeValue.fromN("3")),
            Map.entry("error", AttributeValue.fromS("no answer")),
            Map.entry("stuck", AttributeValue.fromS("cannot go on")),
            Map.entry("duePart", AttributeValue.fromN("2")),
            Map.entry("dueAt", AttributeValue.fromN("1772366400126")));

    @Test
    void a_row_is_stored_with_exactly_these_attributes() {
        assertThat(SagaItems.ofInstance(ROW)).isEqualTo(ITEM);
        assertThat(SagaItems.instance(ITEM)).isEqualTo(ROW);
    }

    @Test
    void a_row_that_waits_for_nothing_has_no_attributes_for_that() {
        var row = SagaRows.atRevision(SagaRows.resting("fulfilment", "o1"), 1);
        var item = SagaItems.ofInstance(row);
        assertThat(item)
                .containsOnlyKeys(
                        "saga",
                        "item",
                        "revision",
                        "state",
                        "step",
                        "stepPart",
                        "started",
                        "complete",
                        "steps",
                        "timerStarts",
                        "correlationId",
                        "at",
                        "attempts");
        assertThat(SagaItems.instance(item)).isEqualTo(row);
    }

    private static final List<HistoryStep> HISTORY = List.of(
            new HistoryStep(
                    12,
                    AT,
                    "answer",
                    "reserve",
                    "equipment-p1",
                    3L,
                    "appended",
                    "EquipmentReserved",
                    "paying",
                    List.of("request deposit-o1", "x"),
                    List.of("start deposit")),
            new HistoryStep(13, AT, "due", "deposit", null, null, null, null, "stuck", List.of(), List.of()));

    private static final Map<String, AttributeValue> HISTORY_ITEM = Map.of(
            "saga", AttributeValue.fromS("fulfilment#o1"),
            "item", AttributeValue.fromS("000000000012"),
            "count", AttributeValue.fromN("2"),
            "history",
                    AttributeValue.fromS("[{\"number\":12,\"at\":1772366400123,\"trigger\":\"answer\","
                            + "\"what\":\"reserve\",\"stream\":\"equipment-p1\",\"version\":3,"
                            + "\"outcome\":\"appended\",\"detail\":\"EquipmentReserved\",\"step\":\"paying\","
                            + "\"sent\":[\"request deposit-o1\",\"x\"],\"timers\":[\"start deposit\"]},"
                            + "{\"number\":13,\"at\":1772366400123,\"trigger\":\"due\",\"what\":\"deposit\","
                            + "\"step\":\"stuck\"}]"));

    @Test
    void the_history_of_a_save_is_stored_with_exactly_these_attributes() {
        assertThat(SagaItems.ofHistory(ROW, HISTORY)).isEqualTo(HISTORY_ITEM);
        assertThat(SagaItems.history(HISTORY_ITEM)).isEqualTo(HISTORY);
    }

    @Test
    void fields_of_history_of_later_releases_are_ignored() {
        var item = new HashMap<>(HISTORY_ITEM);
        item.put("count", AttributeValue.fromN("1"));
        item.put(
                "history",
                AttributeValue.fromS("[{\"more\":{\"number\":1},\"none\":null,\"yes\":true,\"many\":[1,{},[\"x\"]],"
                        + "\"step\":\"stuck\",\"what\":\"deposit\",\"trigger\":\"due\",\"at\":1772366400123,"
                        + "\"number\":13}]"));
        assertThat(SagaItems.history(item)).containsExactly(HISTORY.get(1));
    }

    /** An index finds nothing any more if a part changes. */
    @ParameterizedTest
    @CsvSource({"o1, 2", "o2, 3", "o9, 2", "visit-4711, 5", "536365, 2", "536369, 6"})
    void a_row_stays_in_its_part_for_ever(String id, String part) {
        assertThat(SagaItems.ofInstance(SagaRows.started("fulfilment", id)))
                .containsEntry("duePart", AttributeValue.fromN(part))
                .containsEntry("stepPart", AttributeValue.fromS("fulfilment#reserving#" + part));
    }

    @Test
    void attributes_and_fields_of_later_releases_are_ignored() {
        var item = new HashMap<>(ITEM);
        item.put("tenant", AttributeValue.fromS("t1"));
        item.put(
                "timers",
                AttributeValue.fromS("[{\"more\":[{\"name\":\"x\"}],\"dueAt\":1772366400124,\"name\":\"deposit\","
                        + "\"number\":1,\"last\":null}]"));
        assertThat(SagaItems.instance(item)).isEqualTo(ROW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "saga",
                "revision",
                "state",
                "step",
                "started",
                "complete",
                "steps",
                "timerStarts",
                "correlationId",
                "at",
                "attempts"
            })
    void an_item_that_lacks_an_attribute_is_no_row(String name) {
        var item = new HashMap<>(ITEM);
        item.remove(name);
        assertThatThrownBy(() -> SagaItems.instance(item)).isInstanceOf(CorruptStreamException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{", "1", "[1]", "[{}]", "[[]]", "[{\"name\":\"x\"}", "[{\"name\":null}]", "[] x"})
    void an_item_whose_texts_are_something_else_is_no_row(String text) {
        for (var name : List.of("pending", "timers", "applied")) {
            var item = new HashMap<>(ITEM);
            item.put(name, AttributeValue.fromS(text));
            assertThatThrownBy(() -> SagaItems.instance(item))
                    .isInstanceOf(CorruptStreamException.class)
                    .hasMessageContaining("fulfilment#o1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "{}",
                "[]",
                "[1]",
                "[{},{}]",
                "[{\"number\":1},{\"number\":2}]",
                "null",
                "[{\"number\":1,\"at\":1,\"trigger\":\"a\",\"what\":\"b\",\"step\":\"c\"}]"
            })
    void an_item_whose_history_is_something_else_is_no_history(String text) {
        var item = new HashMap<>(HISTORY_ITEM);
        item.put("history", AttributeValue.fromS(text));
        assertThatThrownBy(() -> SagaItems.history(item))
                .isInstanceOf(CorruptStreamException.class)
                .hasMessageContaining("fulfilment#o1");
    }
}
