package io.daybook.kernel.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.PoisonException;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.memory.MemoryParkedStreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RedriverTest {
    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    private static final Progress APPLIED = new Progress.Applied();
    private static final Progress POISONED = new Progress.Poisoned(3, "no way");

    private final StreamName one = new StreamName("note", "1");
    private final StreamName two = new StreamName("note", "2");
    private final ParkedStreams parked = new MemoryParkedStreams();
    private final ScriptedConsumer consumer = ScriptedConsumer.of("c", stream -> POISONED);
    private final List<FailureListener.Failure> failures = new ArrayList<>();
    private Instant now = START;

    @Test
    void a_stream_that_comes_right_loses_its_marker() {
        park(one, 3);
        consumer.script = stream -> APPLIED;
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(1);
        assertThat(consumer.calls).containsExactly(Map.of(one, List.of()));
        assertThat(all()).isEmpty();
    }

    @Test
    void a_stream_that_is_not_due_is_left_alone() {
        park(one, 3);
        now = START.plusSeconds(59);
        assertThat(redriver().redriveDue(Deadline.none())).isZero();
        assertThat(consumer.calls).isEmpty();
    }

    @Test
    void pauses_grow_from_a_minute_to_six_hours() {
        park(one, 3);
        var pauses = new ArrayList<Long>();
        for (int redrive = 0; redrive < 12; redrive++) {
            var due = all().getFirst().dueAt();
            pauses.add(Duration.between(now, due).toMinutes());
            now = due;
            assertThat(redriver().redriveDue(Deadline.none())).isZero();
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 360L, 360L, 360L);
        assertThat(all())
                .containsExactly(new ParkedStream("c", one, 3, "no way", START, 12, now.plus(Duration.ofHours(6))));
    }

    @Test
    void a_stream_that_stops_at_a_later_event_is_marked_there() {
        park(one, 3);
        consumer.script = stream -> new Progress.Poisoned(9, "something else");
        now = START.plusSeconds(60);
        redriver().redriveDue(Deadline.none());
        assertThat(all())
                .containsExactly(new ParkedStream("c", one, 9, "something else", START, 1, now.plusSeconds(120)));
    }

    @Test
    void a_stream_that_is_postponed_is_tried_again_after_the_next_pause() {
        park(one, 3);
        consumer.script = stream -> new Progress.Postponed("not now");
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isZero();
        assertThat(all()).containsExactly(new ParkedStream("c", one, 3, "no way", START, 1, now.plusSeconds(120)));
    }

    @Test
    void why_a_recovered_stream_is_postponed_is_shown() {
        consumer.script = stream -> new Progress.Postponed("the gateway does not answer");
        redriver().recover(Set.of(one), Deadline.none());
        assertThat(all())
                .containsExactly(
                        new ParkedStream("c", one, 0, "the gateway does not answer", START, 0, START.plusSeconds(60)));
    }

    @Test
    void a_marker_of_a_consumer_that_is_gone_stays_listed_and_stops_nobody() {
        parked.park(new ParkedStream("gone", one, 3, "no way", START, 0, START));
        park(two, 3);
        consumer.script = stream -> APPLIED;
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(1);
        assertThat(all()).containsExactly(new ParkedStream("gone", one, 3, "no way", START, 1, now.plusSeconds(120)));
    }

    @Test
    void each_redrive_that_fails_is_told_with_its_cause() {
        park(one, 3);
        var cause = new IllegalStateException("no way");
        consumer.script = stream -> new PoisonException(9, cause).progress();
        now = START.plusSeconds(60);
        redriver().redriveDue(Deadline.none());
        assertThat(failures).hasSize(1);
        var told = failures.getFirst();
        assertThat(told)
                .isEqualTo(new FailureListener.Failure(
                        FailureListener.Kind.REDRIVE_FAILED,
                        "c",
                        one,
                        9,
                        null,
                        "IllegalStateException: no way",
                        told.cause()));
        assertThat(told.cause()).hasCause(cause);
        consumer.script = stream -> Progress.Postponed.LATE;
        redriver().redriveNow(Set.of(), Set.of(), Deadline.none());
        assertThat(failures).hasSize(1);
    }

    @Test
    void a_stream_whose_record_ended_its_process_is_told() {
        consumer.script = stream -> APPLIED;
        redriver().recover(Set.of(one), Deadline.none());
        assertThat(failures)
                .extracting(FailureListener.Failure::kind, FailureListener.Failure::stream)
                .containsExactly(tuple(FailureListener.Kind.PARKED, one));
    }

    @Test
    void the_first_call_of_a_process_tells_of_marks_whose_consumer_is_gone() {
        parked.park(new ParkedStream("gone", one, 3, "no way", START, 0, START.plusSeconds(900)));
        parked.park(new ParkedStream("gone", two, 3, "no way", START, 0, START.plusSeconds(900)));
        parked.park(new ParkedStream("also-gone", two, 3, "no way", START, 0, START.plusSeconds(900)));
        var redriver = redriver();
        redriver.redriveDue(Deadline.none());
        redriver.redriveDue(Deadline.none());
        assertThat(failures)
                .containsExactly(new FailureListener.Failure(
                        FailureListener.Kind.ORPHANED,
                        "also-gone, gone",
                        null,
                        0,
                        null,
                        "parked marks by consumer, none of which this release has: {also-gone=1, gone=2};"
                                + " remove them with POST /admin/parked/remove, or bring the consumer back under its name",
                        null));
    }

    @Test
    void marks_whose_consumer_is_gone_can_be_removed_and_no_others() {
        IntStream.range(0, 150)
                .forEach(number -> parked.park(
                        new ParkedStream("gone", new StreamName("note", "n" + number), 3, "no way", START, 0, START)));
        park(one, 3);
        assertThat(redriver().orphans().remove("gone", Deadline.none())).isEqualTo(150);
        assertThat(redriver().orphans().remove("gone", Deadline.none())).isZero();
        assertThat(all()).extracting(ParkedStream::consumer).containsExactly("c");
        assertThatThrownBy(() -> redriver().orphans().remove("c", Deadline.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the consumer c exists: redrive its parked streams");
    }

    @Test
    void more_are_redriven_than_one_look_returns() {
        IntStream.range(0, 250).forEach(number -> park(new StreamName("note", "n" + number), 3));
        consumer.script = stream -> stream.id().endsWith("7") ? POISONED : APPLIED;
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(225);
        assertThat(consumer.calls).hasSize(250);
        assertThat(all()).hasSize(25);
    }

    @Test
    void a_defect_of_a_consumer_does_not_stop_the_others() {
        park(one, 3);
        park(two, 3);
        consumer.script = stream -> {
            if (stream.equals(one)) {
                throw new IllegalStateException("a defect that this test makes");
            }
            return APPLIED;
        };
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(1);
        assertThat(all())
                .extracting(ParkedStream::stream, ParkedStream::error)
                .containsExactly(tuple(one, "IllegalStateException: a defect that this test makes"));
    }

    @Test
    void a_stream_that_kills_the_process_is_not_the_first_again() {
        park(one, 3);
        now = START.plusSeconds(1);
        park(two, 3);
        consumer.script = stream -> {
            if (stream.equals(one)) {
                throw new OutOfMemoryError("that this test makes");
            }
            return APPLIED;
        };
        now = START.plusSeconds(90);
        assertThatThrownBy(() -> redriver().redriveDue(Deadline.none())).isInstanceOf(OutOfMemoryError.class);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(1);
        assertThat(all()).extracting(ParkedStream::stream).containsExactly(one);
    }

    @Test
    void consumers_that_would_share_cursors_and_markers_are_refused() {
        assertThatThrownBy(() -> new Redriver(List.of(consumer, consumer), parked, () -> now, failures::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two consumers are called c");
    }

    @Test
    void after_the_deadline_nothing_is_begun() {
        park(one, 3);
        park(two, 3);
        now = START.plusSeconds(60);
        redriver().redriveDue(() -> !consumer.calls.isEmpty());
        assertThat(consumer.calls).hasSize(1);
        redriver().redriveNow(Set.of(), Set.of(), () -> true);
        assertThat(consumer.calls).hasSize(1);
    }

    @Test
    void on_demand_a_stream_is_redriven_before_it_is_due() {
        park(one, 3);
        park(two, 3);
        consumer.script = stream -> APPLIED;
        assertThat(redriver().redriveNow(Set.of(), Set.of(two), Deadline.none()))
                .isEqualTo(1);
        assertThat(all()).extracting(ParkedStream::stream).containsExactly(one);
        assertThat(redriver().redriveNow(Set.of("another"), Set.of(), Deadline.none()))
                .isZero();
        assertThat(redriver().redriveNow(Set.of("c"), Set.of(), Deadline.none()))
                .isEqualTo(1);
        assertThat(all()).isEmpty();
    }

    @Test
    void on_demand_each_is_tried_once_also_where_it_stays_parked() {
        IntStream.range(0, 250).forEach(number -> park(new StreamName("note", "n" + number), 3));
        assertThat(redriver().redriveNow(Set.of(), Set.of(), Deadline.none())).isZero();
        assertThat(consumer.calls).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void streams_whose_records_killed_a_process_are_caught_up() {
        consumer.script = stream -> APPLIED;
        redriver().recover(Set.of(one, two, new StreamName("other", "3")), Deadline.none());
        assertThat(consumer.calls).containsExactlyInAnyOrder(Map.of(one, List.of()), Map.of(two, List.of()));
        assertThat(all()).isEmpty();
    }

    @Test
    void one_that_kills_again_stays_marked_and_the_others_are_not_lost() {
        consumer.script = stream -> {
            throw new OutOfMemoryError("that this test makes");
        };
        assertThatThrownBy(() -> redriver().recover(Set.of(one, two), Deadline.none()))
                .isInstanceOf(OutOfMemoryError.class);
        var error = "its record ended the process that handled it";
        assertThat(all())
                .containsExactlyInAnyOrder(
                        new ParkedStream("c", one, 0, error, START, 0, START.plusSeconds(60)),
                        new ParkedStream("c", two, 0, error, START, 0, START.plusSeconds(60)));

        consumer.script = stream -> APPLIED;
        redriver().recover(Set.of(one, two), Deadline.none());
        assertThat(consumer.calls)
                .as("what is marked is left to its next redrive")
                .hasSize(1);
        now = START.plusSeconds(60);
        assertThat(redriver().redriveDue(Deadline.none())).isEqualTo(2);
        assertThat(all()).isEmpty();
    }

    @Test
    void a_poisoned_stream_is_marked_with_what_is_known_then() {
        redriver().recover(Set.of(one), Deadline.none());
        assertThat(all()).containsExactly(new ParkedStream("c", one, 3, "no way", START, 0, START.plusSeconds(60)));
    }

    private Redriver redriver() {
        return new Redriver(List.of(consumer), parked, () -> now, failures::add);
    }

    private void park(StreamName stream, long version) {
        parked.park(new ParkedStream("c", stream, version, "no way", now, 0, now.plusSeconds(60)));
    }

    private List<ParkedStream> all() {
        var all = new ArrayList<ParkedStream>();
        var page = parked.list(null, 100);
        all.addAll(page.parked());
        while (page.next() != null) {
            page = parked.list(page.next(), 100);
            all.addAll(page.parked());
        }
        return all;
    }
}
