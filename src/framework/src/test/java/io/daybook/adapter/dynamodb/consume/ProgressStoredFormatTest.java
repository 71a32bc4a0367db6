package io.daybook.adapter.dynamodb.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.event.StreamPosition;
import io.daybook.kernel.failure.CorruptStreamException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A release must be able to go on where the one before it has stopped. */
final class ProgressStoredFormatTest {
    private static final StreamName STREAM = new StreamName("member", "m1");

    @Test
    void a_consumers_cursor_is_stored_with_exactly_these_attributes() {
        var item = Map.of(
                "item", AttributeValue.fromS("cursor#payments#member-m1"),
                "version", AttributeValue.fromN("5"),
                "hash", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0, 0, 0, 0, 0, 0, 2})));
        var position = new StreamPosition(5, 0xff00000000000002L);
        assertThat(ProgressItems.ofCursor("payments", STREAM, position)).isEqualTo(item);
        assertThat(ProgressItems.cursor(item)).isEqualTo(position);
    }

    @Test
    void a_marker_is_stored_with_exactly_these_attributes() {
        var since = Instant.parse("2026-03-01T12:00:00.123Z");
        var marker = new ParkedStream("members", STREAM, 7, "no way", since, 2, since.plusSeconds(60));
        var item = Map.of(
                "item", AttributeValue.fromS("parked#members#member-m1"),
                "version", AttributeValue.fromN("7"),
                "error", AttributeValue.fromS("no way"),
                "since", AttributeValue.fromN("1772366400123"),
                "attempts", AttributeValue.fromN("2"),
                "dueAt", AttributeValue.fromN("1772366460123"),
                "parked", AttributeValue.fromS("parked"),
                "parkedSort", AttributeValue.fromS("001772366460123#parked#members#member-m1"));
        assertThat(ProgressItems.ofParked(marker)).isEqualTo(item);
        assertThat(ProgressItems.parked(item)).isEqualTo(marker);
    }

    @Test
    void an_item_of_another_kind_is_no_marker() {
        assertThatThrownBy(() -> ProgressItems.parked(Map.of("item", AttributeValue.fromS("x"))))
                .isInstanceOf(CorruptStreamException.class);
    }
}
