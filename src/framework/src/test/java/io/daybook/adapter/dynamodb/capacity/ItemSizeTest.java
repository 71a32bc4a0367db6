package io.daybook.adapter.dynamodb.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.testtools.ForAll;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class ItemSizeTest {
    @Test
    void names_and_texts_count_as_utf8() {
        assertThat(bytes("name", AttributeValue.fromS("value"))).isEqualTo(4 + 5);
        assertThat(bytes("é", AttributeValue.fromS("€\uD83D\uDE00"))).isEqualTo(2 + 3 + 4);
        assertThat(bytes("n", AttributeValue.fromS(""))).isEqualTo(1);
    }

    @Test
    void utf8_is_counted_as_it_is_encoded() {
        ForAll.seeds(random -> {
            var text = new StringBuilder();
            random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .forEach(text::appendCodePoint);
            assertThat(ItemSize.utf8Bytes(text.toString()))
                    .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8).length);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "7, 2", "42, 2", "100, 2", "101, 3", "-5, 3", "1771502400123, 8", "0.5, 2"})
    void a_number_takes_a_byte_for_two_significant_digits_and_one_more(String number, int expected) {
        assertThat(bytes("", AttributeValue.fromN(number))).isEqualTo(expected);
    }

    @Test
    void sets_lists_maps_and_the_rest_take_what_they_hold_and_their_overhead() {
        assertThat(bytes("", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[17]))))
                .isEqualTo(17);
        assertThat(bytes("", AttributeValue.fromSs(List.of("ab", "c")))).isEqualTo(3);
        assertThat(bytes("", AttributeValue.fromBool(true))).isEqualTo(1);
        assertThat(bytes("", AttributeValue.fromNul(true))).isEqualTo(1);
        assertThat(bytes("", AttributeValue.fromL(List.of(AttributeValue.fromS("ab")))))
                .isEqualTo(3 + 1 + 2);
        assertThat(bytes("", AttributeValue.fromM(Map.of("k", AttributeValue.fromS("ab")))))
                .isEqualTo(3 + 1 + 1 + 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1023, 1", "1024, 1", "1025, 2", "2048, 2", "2049, 3"})
    void a_write_unit_writes_a_kilobyte(int bytes, int units) {
        var item = Map.of("n", AttributeValue.fromS("x".repeat(bytes - 1)));
        assertThat(ItemSize.writeUnits(item)).isEqualTo(units);
    }

    private static int bytes(String name, AttributeValue value) {
        return ItemSize.bytes(Map.of(name, value));
    }
}
