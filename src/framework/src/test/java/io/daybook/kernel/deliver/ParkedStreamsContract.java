package io.daybook.kernel.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What markers of parked streams do, wherever they are kept. All are due long ago, so that others' don't matter. */
public abstract class ParkedStreamsContract {
    private static final Instant START = Instant.parse("2001-02-03T04:05:06.789Z");

    private final String consumer = "c-" + UUID.randomUUID();
    private final StreamName stream = Commits.newStream();

    protected abstract ParkedStreams parked();

    @AfterEach
    void leave_nothing_behind() {
        mine(7).forEach(parked()::remove);
    }

    @Test
    void a_stream_that_was_never_parked_has_no_marker() {
        assertThat(parked().find(consumer, stream)).isEmpty();
    }

    @Test
    void a_marker_is_found_equal() {
        var marker = new ParkedStream(consumer, stream, 7, "no \"way\": é \uD83D\uDE00", START, 3, at(60));
        parked().park(marker);
        assertThat(parked().find(consumer, stream)).contains(marker);
        assertThat(mine(7)).containsExactly(marker);
        assertThat(parked().find("other", stream)).isEmpty();
        assertThat(parked().find(consumer, Commits.newStream())).isEmpty();
    }

    @Test
    void a_marker_of_the_same_version_is_left_as_it_is() {
        var first = marker(stream, 7, 1);
        assertThat(parked().park(first)).isTrue();
        assertThat(parked().park(new ParkedStream(consumer, stream, 7, "again", at(99), 0, at(99))))
                .isFalse();
        assertThat(parked().find(consumer, stream)).contains(first);
    }

    @Test
    void a_marker_of_another_version_is_replaced() {
        for (long version : List.of(7L, 8L, 0L, 3L)) {
            var marker = marker(stream, version, (int) version);
            parked().park(marker);
            assertThat(mine(7)).containsExactly(marker);
        }
    }

    @Test
    void what_is_due_comes_longest_overdue_first() {
        var second = marker(Commits.newStream(), 1, 2);
        var third = marker(Commits.newStream(), 1, 3);
        var first = marker(Commits.newStream(), 1, 1);
        var later = marker(Commits.newStream(), 1, 5);
        List.of(second, third, first, later).forEach(parked()::park);
        assertThat(due(at(3))).containsExactly(first, second, third);
        assertThat(due(at(0))).isEmpty();
    }

    @Test
    void one_look_at_what_is_due_is_bounded_and_takes_the_longest_overdue() {
        var markers = parkMany(ParkedStreams.PAGE_MAX + 20);
        assertThat(due(at(1_000))).isEqualTo(markers.subList(0, ParkedStreams.PAGE_MAX));
    }

    @Test
    void all_are_listed_in_pages_each_exactly_once_and_soonest_due_first() {
        var markers = parkMany(45);
        assertThat(mine(7)).isEqualTo(markers);
        assertThat(mine(ParkedStreams.PAGE_MAX)).isEqualTo(markers);
    }

    @Test
    void markers_that_are_due_at_the_same_time_are_listed_exactly_once() {
        var markers = new ArrayList<ParkedStream>();
        for (int i = 0; i < 20; i++) {
            markers.add(marker(Commits.newStream(), 1, 1));
            parked().park(markers.getLast());
        }
        assertThat(mine(3)).containsExactlyInAnyOrderElementsOf(markers);
    }

    @Test
    void a_page_must_have_a_size_within_the_limit() {
        assertThatIllegalArgumentException().isThrownBy(() -> parked().list(null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> parked().list(null, ParkedStreams.PAGE_MAX + 1));
    }

    @Test
    void a_marker_is_replaced_by_who_saw_it() {
        var seen = marker(stream, 7, 1);
        parked().park(seen);
        var next = new ParkedStream(consumer, stream, 9, "another", START, 1, at(120));
        parked().replace(seen, next);
        assertThat(mine(7)).containsExactly(next);
        assertThat(due(at(119))).isEmpty();
        assertThat(due(at(120))).containsExactly(next);
    }

    @Test
    void a_marker_that_changed_is_neither_replaced_nor_removed() {
        var seen = marker(stream, 7, 1);
        parked().park(seen);
        var changed = new ParkedStream(consumer, stream, 7, seen.error(), START, 1, at(2));
        parked().replace(seen, changed);
        parked().replace(seen, marker(stream, 8, 9));
        parked().remove(seen);
        assertThat(mine(7)).containsExactly(changed);
    }

    @Test
    void a_marker_that_is_gone_is_not_brought_back() {
        var seen = marker(stream, 7, 1);
        parked().park(seen);
        parked().remove(seen);
        parked().replace(seen, marker(stream, 8, 2));
        parked().remove(seen);
        assertThat(mine(7)).isEmpty();
        assertThat(parked().find(consumer, stream)).isEmpty();
    }

    @Test
    void a_stream_that_was_parked_and_came_right_is_parked_anew() {
        var first = marker(stream, 7, 1);
        parked().park(first);
        parked().remove(first);
        var second = marker(stream, 7, 4);
        parked().park(second);
        assertThat(mine(7)).containsExactly(second);
    }

    @Test
    void a_stream_that_is_left_is_marked() {
        var left = new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60));
        parked().leave(left);
        assertThat(mine(7)).containsExactly(left);
        assertThat(left.isPaused()).isTrue();
    }

    @Test
    void a_marker_of_a_stream_that_is_left_says_what_it_said_and_is_not_removed_by_who_saw_it_before() {
        var seen = new ParkedStream(consumer, stream, 7, "no", START, 3, at(1));
        parked().park(seen);
        parked().leave(new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, at(9), 0, at(60)));
        parked().remove(seen);
        assertThat(mine(7)).containsExactly(new ParkedStream(consumer, stream, 7, "no", START, 3, at(60)));
    }

    @Test
    void a_stream_that_is_left_twice_in_the_same_millisecond_is_not_removed_by_who_saw_the_first() {
        var seen = new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60));
        parked().leave(seen);
        parked().leave(new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60).plusNanos(400_000)));
        parked().remove(seen);
        assertThat(mine(7))
                .containsExactly(
                        new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60).plusMillis(1)));
    }

    @Test
    void sixteen_who_leave_a_stream_at_once_leave_one_marker_and_each_changes_it() {
        var left = new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60));
        Race.of(16, runner -> {
            parked().leave(left);
            return runner;
        });
        assertThat(mine(7))
                .containsExactly(
                        new ParkedStream(consumer, stream, 0, ParkedStream.PAUSED, START, 0, at(60).plusMillis(15)));
    }

    @Test
    void sixteen_who_park_at_once_leave_one_marker() {
        var markers = Race.of(16, runner -> {
            var marker = new ParkedStream(consumer, stream, 7, "by " + runner, START, 0, at(runner));
            parked().park(marker);
            return marker;
        });
        assertThat(mine(7)).hasSize(1).isSubsetOf(markers);
    }

    /** Each due one second after the one before. */
    private List<ParkedStream> parkMany(int count) {
        var markers = new ArrayList<ParkedStream>();
        for (int i = 1; i <= count; i++) {
            markers.add(marker(Commits.newStream(), i, i));
        }
        markers.reversed().forEach(parked()::park);
        return markers;
    }

    private ParkedStream marker(StreamName of, long version, int dueSeconds) {
        return new ParkedStream(consumer, of, version, "no", START, 0, at(dueSeconds));
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private List<ParkedStream> due(Instant now) {
        return parked().due(now).stream().filter(this::isMine).toList();
    }

    private List<ParkedStream> mine(int limit) {
        var all = new ArrayList<ParkedStream>();
        @Nullable String after = null;
        do {
            var page = parked().list(after, limit);
            assertThat(page.parked()).hasSizeLessThanOrEqualTo(limit);
            page.parked().stream().filter(this::isMine).forEach(all::add);
            after = page.next();
        } while (after != null);
        return all;
    }

    private boolean isMine(ParkedStream marker) {
        return marker.consumer().equals(consumer);
    }
}
