package io.daybook.kernel.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.event.StreamName;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DecisionsTest {
    private static final StreamName STREAM = StreamName.parse("note-n1");

    /** Each function reads them every five seconds, so they must stay small. */
    @Test
    void only_so_many_skipped_events_are_told() {
        var all = LongStream.rangeClosed(1, Decisions.SKIPPED_MAX)
                .mapToObj(version -> new Decisions.Event("notes", STREAM, version))
                .collect(Collectors.toSet());
        var full = new Decisions(Decisions.NONE.paused(), all);
        assertThat(full.skipping(new Decisions.Event("sums", STREAM, 1))).isEqualTo(full);
    }

    @Test
    void the_skipped_events_of_one_stream_are_told_by_consumer() {
        var decisions = Decisions.NONE
                .skipping(new Decisions.Event("notes", STREAM, 2))
                .skipping(new Decisions.Event("notes", STREAM, 5))
                .skipping(new Decisions.Event("sums", STREAM, 7))
                .skipping(new Decisions.Event("notes", StreamName.parse("note-n2"), 9));
        assertThat(decisions.skipped("notes", STREAM)).isEqualTo(Set.of(2L, 5L));
        assertThat(decisions.skipped("sums", STREAM)).isEqualTo(Set.of(7L));
        assertThat(decisions.skipped("others", STREAM)).isEmpty();
    }
}
