package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.fixture.Commits;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.CommitTooLargeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Events on their way to the instances of a saga. */
class SagaConsumerTest {
    private static final Progress APPLIED = new Progress.Applied();

    private final TripWorld world = new TripWorld();

    @Test
    void commits_that_concern_no_instance_are_passed_over_without_a_read_or_a_write() {
        assertThat(world.happens(TRIP, new Command.Pack())).isEqualTo(APPLIED);
        assertThat(world.calls).isEmpty();
    }

    @Test
    void the_row_is_saved_before_anything_is_sent_and_each_wave_of_answers_at_once() {
        assertThat(world.happens(TRIP, new Command.Plan(2))).isEqualTo(APPLIED);
        assertThat(world.calls)
                .containsExactly("read row", "save row", "send book room-1", "send book room-2", "save row");
        assertThat(world.state()).isEqualTo(new Trips.State("t1", 2, 2, 2, 0, List.of(), "booked"));
        assertThat(world.row().work().pending()).isEmpty();
        assertThat(applied()).isEqualTo(Map.of(TRIP, 1L));
    }

    @Test
    void sixty_commands_go_in_waves_of_at_most_twenty_five() {
        world.happens(TRIP, new Command.Plan(60));
        assertThat(world.state()).isEqualTo(new Trips.State("t1", 60, 60, 60, 0, List.of(), "booked"));
        assertThat(waves()).isEqualTo("25 25 10");
        assertThat(world.row().work().steps()).isEqualTo(61);
    }

    /** How many commands were sent before each save. */
    private String waves() {
        return Stream.of(String.join(",", world.calls).split("save row"))
                .map(part -> part.split("send book", -1).length - 1)
                .filter(sent -> sent > 0)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @Test
    void a_repetition_is_skipped() {
        var planned = world.did(TRIP, new Command.Plan(1));
        world.deliver(planned);
        var row = world.row();
        world.calls.clear();
        assertThat(world.deliver(planned, planned)).isEqualTo(APPLIED);
        assertThat(world.calls).containsExactly("read row");
        assertThat(world.row()).isEqualTo(row);
    }

    @Test
    void commits_that_come_together_are_saved_together_in_their_order() {
        var planned = world.did(TRIP, new Command.Plan(0));
        var noted = world.did(TRIP, new Command.Note("a"));
        var packed = world.did(TRIP, new Command.Pack());
        world.deliver(packed, noted, planned, noted);
        assertThat(world.calls).containsExactly("read row", "save row");
        assertThat(world.state().notes()).containsExactly("a");
        assertThat(applied()).isEqualTo(Map.of(TRIP, 3L));
    }

    @Test
    void what_is_missing_is_read_from_the_event_store() {
        world.happens(TRIP, new Command.Plan(0));
        world.did(TRIP, new Command.Note("a"));
        world.did(TRIP, new Command.Pack());
        world.calls.clear();
        world.happens(TRIP, new Command.Note("b"));
        assertThat(world.calls).containsExactly("read row", "read after", "save row");
        assertThat(world.state().notes()).containsExactly("a", "b");
        assertThat(applied()).isEqualTo(Map.of(TRIP, 4L));
    }

    @Test
    void an_event_that_starts_is_found_where_a_later_one_comes_first() {
        world.did(TRIP, new Command.Note("nobody hears it"));
        world.did(TRIP, new Command.Plan(1));
        world.did(TRIP, new Command.Note("a"));
        world.happens(TRIP, new Command.Note("b"));
        assertThat(world.state()).isEqualTo(new Trips.State("t1", 1, 1, 1, 0, List.of("a", "b"), "booked"));
    }

    @Test
    void only_an_event_that_starts_makes_a_row() {
        assertThat(world.happens(TRIP, new Command.Note("a"))).isEqualTo(APPLIED);
        assertThat(world.happens(LETTER, new Command.Note("b"))).isEqualTo(APPLIED);
        assertThat(world.redrive(TRIP)).isEqualTo(APPLIED);
        assertThat(world.redrive(PURSE)).isEqualTo(APPLIED);
        assertThat(world.table.all("journey")).isEmpty();
    }

    @Test
    void each_stream_of_an_instance_heals_by_itself() {
        world.happens(TRIP, new Command.Plan(0));
        world.did(LETTER, new Command.Note("a"));
        world.did(TRIP, new Command.Note("b"));
        world.happens(LETTER, new Command.Note("c"));
        assertThat(world.state().notes()).containsExactly("a", "c");
        world.redrive(TRIP);
        assertThat(world.state().notes()).containsExactly("a", "c", "b");
        assertThat(applied()).isEqualTo(Map.of(TRIP, 2L, LETTER, 2L));
    }

    @Test
    void all_events_of_a_commit_are_taken_in_one_save() {
        world.deliver(world.wrote(TRIP, new Event.Planned(0), new Event.Noted("a"), new Event.Noted("b")));
        assertThat(world.calls).containsExactly("read row", "save row");
        assertThat(applied()).isEqualTo(Map.of(TRIP, 3L));
        assertThat(world.history()).extracting(HistoryStep::version).containsExactly(1L, 2L, 3L);
    }

    @Test
    void more_commits_than_a_save_takes_steps_are_saved_in_turn() {
        world.did(TRIP, new Command.Plan(0));
        for (int n = 1; n < 250; n++) {
            world.did(TRIP, new Command.Note("n" + n));
        }
        assertThat(world.redrive(TRIP)).isEqualTo(APPLIED);
        assertThat(world.calls.stream().filter("save row"::equals)).hasSize(3);
        assertThat(world.state().notes()).hasSize(249).endsWith("n248", "n249");
        assertThat(world.row().work().steps()).isEqualTo(250);
    }

    @Test
    void a_commit_of_more_events_than_a_save_takes_steps_is_taken_all_the_same() {
        var events = IntStream.rangeClosed(1, 120)
                .mapToObj(n -> n == 1 ? new Event.Planned(0) : n == 110 ? note("pay x") : note("n" + n))
                .toArray(Event[]::new);
        world.deliver(world.wrote(TRIP, events));
        assertThat(world.state().notes()).hasSize(120).contains("not found");
        var last = world.table.history("journey", "t1", 99, SagaTable.PAGE_MAX).getFirst();
        assertThat(last.version()).isEqualTo(120);
        assertThat(last.sent()).containsExactly("pay purse-p");
    }

    private static Event note(String text) {
        return new Event.Noted(text);
    }

    @Test
    void a_poisoned_event_stops_its_stream_but_not_what_came_before_it() {
        world.journey.broken = true;
        var planned = world.did(TRIP, new Command.Plan(0));
        var noted = world.did(TRIP, new Command.Note("a"));
        var boom = world.wrote(TRIP, note("b"), note("boom"));
        assertThat(world.deliver(planned, noted, boom))
                .isEqualTo(new Progress.Poisoned(4, "IllegalStateException: boom"));
        assertThat(world.state().notes()).containsExactly("a");
        assertThat(world.happens(TRIP, new Command.Note("c"))).isInstanceOf(Progress.Poisoned.class);
        assertThat(world.happens(LETTER, new Command.Note("d"))).isEqualTo(APPLIED);
        world.journey.broken = false;
        assertThat(world.redrive(TRIP)).isEqualTo(APPLIED);
        assertThat(world.state().notes()).containsExactly("a", "d", "b", "boom", "c");
    }

    @Test
    void a_poisoned_event_does_not_keep_back_what_is_pending() {
        world.disturb((send, context) -> {
            throw new StoreUnavailableException("away", null);
        });
        world.happens(TRIP, new Command.Plan(1));
        world.disturb((send, context) -> null);
        world.wrote(TRIP, List.of(new EncodedEvent("e", "Unheard", 1, "{}")));
        assertThat(world.redrive(TRIP)).isInstanceOf(Progress.Poisoned.class);
        assertThat(world.state().step()).isEqualTo("booked");
    }

    @Test
    void an_event_that_cannot_be_read_is_poisoned_where_it_may_concern_an_instance() {
        var unread = world.wrote(TRIP, List.of(new EncodedEvent("e", "Unheard", 1, "{}")));
        assertThat(world.deliver(unread))
                .isInstanceOfSatisfying(
                        Progress.Poisoned.class,
                        poisoned -> assertThat(poisoned.version()).isEqualTo(1));
        world.wrote(LETTER, note("a"), new Event.Planned(0));
        var later = world.wrote(LETTER, List.of(new EncodedEvent("e", "Unheard", 1, "{}")));
        assertThat(world.deliver(later))
                .isInstanceOfSatisfying(
                        Progress.Poisoned.class,
                        poisoned -> assertThat(poisoned.version()).isEqualTo(3));
        assertThat(applied()).isEqualTo(Map.of(LETTER, 2L));
    }

    @Test
    void a_stream_with_a_gap_is_parked_behind_what_stands_before_the_gap() {
        var first = world.did(TRIP, new Command.Plan(0));
        world.store.append(Append.of(Commits.commit(TRIP, 3, first.events(), first.metadata())));
        var poisoned = new Progress.Poisoned(
                2,
                "CorruptStreamException: broken: in trip-t1 version 1 is followed by a commit that begins with version 3");
        assertThat(world.redrive(TRIP)).isEqualTo(poisoned);
        assertThat(applied()).isEqualTo(Map.of(TRIP, 1L));
        world.store.append(Append.of(Commits.commit(LETTER, 2, first.events(), first.metadata())));
        assertThat(world.redrive(LETTER))
                .isEqualTo(
                        new Progress.Poisoned(
                                1,
                                "CorruptStreamException: broken: in letter-t1 version 0 is followed by a commit that begins with version 2"));
    }

    @Test
    void more_commands_than_may_be_pending_are_poison() {
        world.happens(TRIP, new Command.Plan(0));
        assertThat(world.happens(TRIP, new Command.Note("flood")))
                .isEqualTo(new Progress.Poisoned(
                        2,
                        "SagaDefectException: after Noted more than 25 commands would be pending:"
                                + " send the others as answers come in"));
        assertThat(world.row().work().steps()).isEqualTo(1);
    }

    @Test
    void a_stream_that_belongs_to_two_instances_is_poison() {
        world.happens(TRIP, new Command.Plan(0));
        assertThat(world.happens(new StreamName("trip", "t2"), new Command.Plan(0)))
                .isEqualTo(APPLIED);
        assertThat(world.happens(TRIP, new Command.Note("to t2"))).isInstanceOf(Progress.Poisoned.class);
    }

    @Test
    void a_row_that_is_too_large_is_poison() {
        var runner = world.runner(call -> {
            if (call.equals("save row")) {
                throw new CommitTooLargeException("the row", 2, 1);
            }
        });
        assertThat(TripWorld.deliver(runner, world.did(TRIP, new Command.Plan(1))))
                .isEqualTo(
                        new Progress.Poisoned(1, "CommitTooLargeException: the row is 2 bytes long; the limit is 1"));
    }

    @Test
    void a_lost_save_is_redone_on_what_the_winner_left() {
        var planned = world.did(TRIP, new Command.Plan(0));
        world.deliver(planned);
        var noted = world.did(TRIP, new Command.Note("a"));
        var late = world.did(LETTER, new Command.Note("b"));
        boolean[] won = new boolean[1];
        var loser = world.runner(call -> {
            if (call.equals("save row") && !won[0]) {
                won[0] = true;
                world.deliver(noted);
            }
        });
        assertThat(TripWorld.deliver(loser, late)).isEqualTo(APPLIED);
        assertThat(world.state().notes()).containsExactly("a", "b");
        assertThat(world.row().work().steps()).isEqualTo(3);
    }

    @Test
    void whoever_loses_every_race_is_postponed() {
        world.happens(TRIP, new Command.Plan(0));
        var loser = world.runner(call -> {
            if (call.equals("save row")) {
                world.table.save(world.row(), List.of());
            }
        });
        assertThat(TripWorld.deliver(loser, world.did(TRIP, new Command.Note("a"))))
                .isEqualTo(new Progress.Postponed("lost 8 races in a row to save t1"));
        assertThat(world.row().revision()).isEqualTo(9);
    }

    @Test
    void storage_that_is_away_postpones() {
        for (var call : List.of("read row", "read after", "save row")) {
            var runner = world.runner(made -> {
                if (made.equals(call)) {
                    throw new StoreUnavailableException("away", null);
                }
            });
            world.did(TRIP, new Command.Plan(0));
            assertThat(TripWorld.deliver(runner, world.did(TRIP, new Command.Note("a"))))
                    .isEqualTo(new Progress.Postponed("StoreUnavailableException: away"));
        }
        assertThat(world.table.all("journey")).isEmpty();
    }

    @Test
    void what_the_deadline_cuts_off_is_postponed_and_goes_on_with_the_next_delivery() {
        var planned = world.did(TRIP, new Command.Plan(60));
        var runner = world.runner();
        assertThat(runner.apply(TRIP, List.of(planned), () -> true))
                .isEqualTo(new Progress.Postponed("the deadline has passed"));
        assertThat(world.calls).isEmpty();
        assertThat(runner.apply(TRIP, List.of(planned), () -> world.calls.size() > 20))
                .isEqualTo(new Progress.Postponed("the deadline has passed while commands are pending"));
        assertThat(world.row().work().pending()).hasSize(25);
        assertThat(world.deliver(planned)).isEqualTo(APPLIED);
        assertThat(world.state().booked()).isEqualTo(60);
    }

    private Map<StreamName, Long> applied() {
        var versions = new HashMap<StreamName, Long>();
        world.row().work().applied().forEach((stream, end) -> {
            // Each is a commit of the stream, by its version and its hash.
            assertThat(world.store.all(stream)).extracting(Commit::end).contains(end);
            versions.put(stream, end.version());
        });
        return versions;
    }
}
