package io.daybook.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event can be made only of what every store keeps, and every reader reads. */
final class EncodedEventTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                "{\"a\":1}",
                "{\"a\" : [ 1 , -0.5e-3,\t1E400, true,false,null,\"x\",{},[] ]\r\n}",
                "{\"\":\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\uD800\",\"é\uD83D\uDE00\":0}",
                "{\"a\":1,\"a\":2}"
            })
    void data_is_any_json_object(String data) {
        assertThat(event(data).data()).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1",
                "null",
                "[]",
                "\"{}\"",
                "{",
                "}",
                " {}",
                "{} ",
                "{}{}",
                "{} {}",
                "{},\"x\":{}",
                "{}}{",
                "{a:1}",
                "{'a':1}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":nulll}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\",
                "{\"a\":\"",
                "{/**/}"
            })
    void data_that_is_no_json_object_is_refused(String data) {
        assertThatThrownBy(() -> event(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the data of Noted is not exactly one JSON object");
    }

    @Test
    void half_a_character_has_no_bytes_to_be_stored_in() {
        for (var half : new String[] {"\uD800", "\uDC00", "\uDC00\uD800", "\uD800\uD800", "x\uD83D"}) {
            assertThatThrownBy(() -> event("{\"a\":\"" + half + "\"}")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new EncodedEvent(half, "Noted", 1, "{}"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new EncodedEvent("e", half, 1, "{}")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void data_is_nested_no_deeper_and_its_names_and_numbers_are_no_longer_than_readers_take() {
        int most = JsonText.DEPTH_MAX - 1;
        assertThat(event(nested(most)).data()).isEqualTo(nested(most));
        assertThatThrownBy(() -> event(nested(most + 1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event("{\"a\":" + "1".repeat(JsonText.NUMBER_LENGTH_MAX + 1) + "}"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event("{\"" + "a".repeat(JsonText.NAME_LENGTH_MAX) + "\":1}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_event_has_an_id_a_type_and_a_schema_from_1_on() {
        assertThatThrownBy(() -> new EncodedEvent("", "Noted", 1, "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncodedEvent("e", "", 1, "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EncodedEvent("e", "Noted", 0, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the schema of Noted is a number from 1 on, not 0");
    }

    private static String nested(int arrays) {
        return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    private static EncodedEvent event(String data) {
        return new EncodedEvent("e", "Noted", 1, data);
    }
}
