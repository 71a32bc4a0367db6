package io.daybook.kernel.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit can be made only of what is read back as it was. */
final class EventMetadataTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123Z");

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.000001Z", "1969-12-31T23:59:59.9999Z"})
    void a_time_is_in_whole_milliseconds(String at) {
        assertThatThrownBy(() -> metadata("c", Instant.parse(at)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a commit is recorded at a time in whole milliseconds, not ");
        assertThatThrownBy(() -> metadata("c", AT).at(Instant.parse(at))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_time_is_one_that_milliseconds_can_tell() {
        assertThatThrownBy(() -> metadata("c", Instant.MIN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metadata("c", Instant.MAX)).isInstanceOf(IllegalArgumentException.class);
        assertThat(metadata("c", Instant.ofEpochMilli(-1)).at()).isEqualTo(Instant.ofEpochMilli(-1));
    }

    @Test
    void ids_are_well_formed() {
        assertThatThrownBy(() -> metadata("\uD800", AT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventMetadata("c", "\uDC00", "c", null, AT, "test-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventMetadata("c", "c", "x\uD83D", null, AT, "test-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventMetadata("c", "c", "c", "\uD83Dx", AT, "test-1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_commit_ends_before_the_largest_version() {
        var events = List.of(new EncodedEvent("e", "Noted", 1, "{}"), new EncodedEvent("f", "Noted", 1, "{}"));
        var stream = new StreamName("test", "a");
        assertThat(Commits.commit(stream, Long.MAX_VALUE - 2, events, metadata("c", AT))
                        .lastVersion())
                .isEqualTo(Long.MAX_VALUE - 1);
        assertThatThrownBy(() -> Commits.commit(stream, Long.MAX_VALUE - 1, events, metadata("c", AT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EventMetadata metadata(String commandId, Instant at) {
        return new EventMetadata(commandId, "r", "c", null, at, "test-1");
    }
}
