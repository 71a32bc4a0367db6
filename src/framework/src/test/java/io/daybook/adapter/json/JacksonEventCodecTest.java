package io.daybook.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.schema.EventType;
import io.daybook.kernel.schema.EventTypes;
import io.daybook.kernel.schema.UnreadableEventException;
import io.daybook.kernel.schema.Upcaster;
import io.daybook.kernel.schema.Upcaster.Payload;
import io.daybook.models.wallet.Coins;
import io.daybook.models.wallet.RandomWallets;
import io.daybook.models.wallet.WalletEvent;
import io.daybook.models.wallet.WalletEvent.*;
import io.daybook.testtools.ForAll;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JacksonEventCodecTest {
    private static final ObjectMapper MAPPER = Json.mapper(List.of(Coins.TYPE));

    private sealed interface Sample {
        record Noted(String text, @Nullable String by, Instant at, List<Line> lines) implements Sample {
            public Noted {
                lines = List.copyOf(lines);
            }

            /** No component, so no field. */
            public boolean isLong() {
                return text.length() > 100;
            }

            public String getShort() {
                return text;
            }
        }

        record Priced(BigDecimal exact, long cents) implements Sample {}
    }

    private record Line(long quantity, Coins price) {}

    private static final List<EventType<Sample>> SAMPLES =
            List.of(new EventType<>("Noted", 3, Sample.Noted.class), EventType.of("Priced", Sample.Priced.class));

    private final JacksonEventCodec<WalletEvent> wallets = new JacksonEventCodec<>(WalletEvent.TYPES, MAPPER);

    @Test
    void an_encoded_event_is_decoded_to_itself() {
        ForAll.seeds(random -> {
            var event = RandomWallets.anyEvent(random);
            assertThat(wallets.decode(wallets.encode("id", event))).containsExactly(event);
        });
    }

    @Test
    void the_stored_form_is_the_contracts() {
        assertThat(wallets.encode("e1", new WalletOpened("ada", Coins.parse("12.5"), "USD")))
                .isEqualTo(new EncodedEvent(
                        "e1", "WalletOpened", 1, "{\"owner\":\"ada\",\"content\":\"12.50\",\"currency\":\"USD\"}"));
        assertThat(wallets.encode("e2", new WalletClosed())).isEqualTo(new EncodedEvent("e2", "WalletClosed", 1, "{}"));
    }

    @Test
    void times_have_milliseconds_and_only_components_and_nulls_are_written() {
        var noted =
                new Sample.Noted("t", null, Instant.parse("2026-11-23T08:00:00Z"), List.of(new Line(2, Coins.ZERO)));
        var codec = codec();
        var encoded = codec.encode("e", noted);
        assertThat(encoded.data())
                .isEqualTo("{\"text\":\"t\",\"by\":null,\"at\":\"2026-11-23T08:00:00.000Z\","
                        + "\"lines\":[{\"quantity\":2,\"price\":\"0.00\"}]}");
        assertThat(codec.decode(encoded)).containsExactly(noted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"amount\":\"1.00\"}",
                "{\"amount\":\"1.00\",\"balance\":null}",
                "{\"amount\":\"1.00\",\"balance\":\"1.00\",\"more\":1}",
                "{\"amount\":true,\"balance\":\"1.00\"}",
                "{\"amount\":\"1.00\",\"amount\":\"1.00\",\"balance\":\"1.00\"}"
            })
    void data_that_does_not_fit_is_unreadable(String data) {
        assertThatThrownBy(() -> wallets.decode(new EncodedEvent("e", "CoinsFilled", 1, data)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("CoinsFilled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[null]", "[{\"quantity\":null,\"price\":\"1.00\"}]", "[{\"quantity\":1}]"})
    void a_null_where_the_record_allows_none_is_unreadable(String lines) {
        var data = "{\"text\":\"t\",\"by\":null,\"at\":\"2026-11-23T08:00:00.000Z\",\"lines\":" + lines + "}";
        assertThatThrownBy(() -> codec().decode(new EncodedEvent("e", "Noted", 3, data)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T08:00:00Z",
                "2026-11-23T08:00:00.0Z",
                "2026-11-23T08:00:00.000000Z",
                "2026-11-23T08:00:00.000+00:00",
                "2026-11-23",
                "1763884800000"
            })
    void a_time_in_any_other_form_is_unreadable(String time) {
        var data = "{\"text\":\"t\",\"by\":null,\"at\":\"" + time + "\",\"lines\":[]}";
        assertThatThrownBy(() -> codec().decode(new EncodedEvent("e", "Noted", 3, data)))
                .isInstanceOf(UnreadableEventException.class);
    }

    /** What users wrote must not get into a log. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"t\",\"at\":\"SECRET\",\"lines\":[]}",
                "{\"text\":\"t\",\"at\":\"2026-11-23T08:00:00.123Z\",\"lines\":[{\"quantity\":\"SECRET\",\"price\":\"1\"}]}",
                "{\"text\":\"t\",\"unknown\":\"SECRET\"}"
            })
    void an_unreadable_event_says_where_and_not_what(String data) {
        assertThatThrownBy(() -> codec().decode(new EncodedEvent("e1", "Noted", 3, data)))
                .isInstanceOf(UnreadableEventException.class)
                .satisfies(thrown -> assertThat(Throwables.getStackTrace(thrown))
                        .contains("MisfitException", " at ")
                        .doesNotContain("SECRET"));
    }

    @Test
    void an_unknown_type_is_unreadable() {
        assertThatThrownBy(() -> wallets.decode(new EncodedEvent("e", "WalletFrozen", 1, "{}")))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void a_newer_schema_is_unreadable() {
        assertThatThrownBy(() -> wallets.decode(new EncodedEvent("e", "WalletClosed", 2, "{}")))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void an_older_schema_is_rewritten_step_by_step() {
        var codec = codec(
                Upcaster.addingField("Noted", 1, "by", "nobody"), Upcaster.addingField("Noted", 2, "lines", List.of()));
        var time = "2026-11-23T08:00:00.000Z";
        assertThat(codec.decode(new EncodedEvent("e", "Noted", 1, "{\"text\":\"t\",\"at\":\"" + time + "\"}")))
                .containsExactly(new Sample.Noted("t", "nobody", Instant.parse(time), List.of()));
    }

    @Test
    void an_event_can_be_split_renamed_and_dropped_and_its_parts_keep_their_order() {
        var split = new Upcaster(
                "Batch",
                1,
                fields -> List.of(
                        payload("Price", Map.of("v", 1)),
                        payload("Dropped", Map.of()),
                        payload("Price", Map.of("v", 2))));
        var rename = new Upcaster(
                "Price",
                1,
                fields -> List.of(payload("Priced", Map.of("exact", fields.get("v"), "cents", fields.get("v")))));
        var drop = new Upcaster("Dropped", 1, fields -> List.of());
        assertThat(codec(split, rename, drop).decode(new EncodedEvent("e", "Batch", 1, "{}")))
                .containsExactly(new Sample.Priced(new BigDecimal(1), 1), new Sample.Priced(new BigDecimal(2), 2));
    }

    @Test
    void numbers_pass_through_an_upcaster_without_loss() {
        var rename = new Upcaster("Price", 1, fields -> List.of(payload("Priced", fields)));
        var data = "{\"exact\":1234567890.12345678901234567890,\"cents\":9007199254740993}";
        assertThat(codec(rename).decode(new EncodedEvent("e", "Price", 1, data)))
                .containsExactly(
                        new Sample.Priced(new BigDecimal("1234567890.12345678901234567890"), 9007199254740993L));
    }

    @Test
    void an_upcaster_that_fails_or_never_ends_makes_the_event_unreadable() {
        var failing = new Upcaster("Old", 1, fields -> {
            throw new ClassCastException("a number, not a string");
        });
        var there = new Upcaster("There", 1, fields -> List.of(payload("Back", fields)));
        var back = new Upcaster("Back", 1, fields -> List.of(payload("There", fields)));
        var codec = codec(failing, there, back);
        for (var type : List.of("Old", "There")) {
            assertThatThrownBy(() -> codec.decode(new EncodedEvent("e", type, 1, "{}")))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void a_state_is_decoded_to_itself_and_must_fit() {
        var states = new JacksonStateCodec<>(Line.class, MAPPER);
        var line = new Line(3, Coins.parse("1.5"));
        assertThat(states.decode(states.encode(line))).isEqualTo(line);
        for (var text : List.of("{}", "{\"quantity\":1}", "{\"quantity\":\"1\",\"price\":\"1.00\"}", "x")) {
            assertThatThrownBy(() -> states.decode(text)).isInstanceOf(JsonDefectException.class);
        }
    }

    private static JacksonEventCodec<Sample> codec(Upcaster... upcasters) {
        var all = new ArrayList<>(List.of(upcasters));
        for (int schema = 1; schema < 3; schema++) {
            int from = schema;
            if (all.stream().noneMatch(upcaster -> upcaster.type().equals("Noted") && upcaster.fromSchema() == from)) {
                all.add(identity("Noted", schema));
            }
        }
        return new JacksonEventCodec<>(new EventTypes<>(SAMPLES, all), MAPPER);
    }

    private static Upcaster identity(String type, int schema) {
        return new Upcaster(type, schema, fields -> List.of(new Payload(type, schema + 1, fields)));
    }

    private static Payload payload(String type, Map<String, @Nullable Object> fields) {
        return new Payload(type, 1, fields);
    }
}
