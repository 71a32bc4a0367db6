package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.deliver.FailureListener.Failure;
import io.daybook.kernel.deliver.ParkedStream;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.CommandCodec.Encoded;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaInstance.Pending;
import io.daybook.kernel.saga.SagaInstance.Work;
import io.daybook.kernel.send.CommandBus;
import io.daybook.kernel.send.CommandIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands of a saga: sent until they have an outcome, which is the next trigger. */
class SagaSendTest {
    private static final Progress APPLIED = new Progress.Applied();
    private static final StreamName ROOM_1 = new StreamName("room", "1");

    private final TripWorld world = new TripWorld();

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void what_a_crash_left_unsent_is_sent_with_the_next_delivery_though_that_is_a_repetition() {
        var planned = world.did(TRIP, new Command.Plan(2));
        var dying = world.runner(call -> {
            if (call.startsWith("send")) {
                throw new Crash();
            }
        });
        assertThat(catchThrowable(() -> TripWorld.deliver(dying, planned))).isInstanceOf(Crash.class);
        assertThat(world.row().work().pending()).hasSize(2);
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(1)));
        world.deliver(planned);
        assertThat(world.calls).containsExactly("read row", "send book room-1", "send book room-2", "save row");
        assertThat(world.state().step()).isEqualTo("booked");
        assertThat(world.row().dueAt()).isNull();
    }

    @Test
    void an_answer_that_a_crash_lost_comes_again_and_nothing_happens_twice() {
        world.happens(TRIP, new Command.Plan(0));
        world.did(PURSE, new Command.Deposit());
        int[] saves = new int[1];
        var dying = world.runner(call -> {
            if (call.equals("save row") && ++saves[0] == 2) {
                throw new Crash();
            }
        });
        var noted = world.did(TRIP, new Command.Note("pay the inn"));
        assertThat(catchThrowable(() -> TripWorld.deliver(dying, noted))).isInstanceOf(Crash.class);
        assertThat(world.row().work().pending()).hasSize(1);
        world.sweep();
        assertThat(world.row().work().pending()).isEmpty();
        assertThat(world.state().notes()).containsExactly("pay the inn", "accepted [Paid[what=the inn]]");
        assertThat(world.paid()).containsExactly(new Event.Paid("deposit"), new Event.Paid("the inn"));
    }

    @Test
    void an_outcome_that_is_not_known_is_asked_for_again() {
        world.happens(TRIP, new Command.Plan(0));
        world.did(PURSE, new Command.Deposit());
        world.disturb((send, context) -> {
            world.bus.send(send, context);
            return new Outcome.Unknown();
        });
        world.happens(TRIP, new Command.Note("pay the inn"));
        assertThat(world.row().trouble().error()).isEqualTo("it is not known what became of pay purse-p");
        undisturbed();
        world.sweep();
        assertThat(world.paid()).containsExactly(new Event.Paid("deposit"), new Event.Paid("the inn"));
        assertThat(world.row().trouble().error()).isNull();
    }

    private void undisturbed() {
        world.disturb((send, context) -> null);
    }

    @Test
    void what_was_refused_once_is_refused_for_ever() {
        world.happens(TRIP, new Command.Plan(0));
        world.disturb((send, context) -> {
            assertThat(world.bus.send(send, context)).isEqualTo(new Outcome.NotFound());
            return new Outcome.Unknown();
        });
        world.happens(TRIP, new Command.Note("pay the inn"));
        world.did(PURSE, new Command.Deposit());
        undisturbed();
        world.sweep();
        assertThat(world.state().notes()).containsExactly("pay the inn", "not found");
        assertThat(world.paid()).containsExactly(new Event.Paid("deposit"));
    }

    @Test
    void rejections_and_what_changes_nothing_are_outcomes() {
        world.did(ROOM_1, new Command.Book("t2"));
        world.did(PURSE, new Command.Deposit());
        world.happens(TRIP, new Command.Plan(1));
        world.happens(TRIP, new Command.Note("pay "));
        assertThat(world.state())
                .isEqualTo(new Trips.State("t1", 1, 1, 0, 1, List.of("pay ", "accepted []"), "homeless"));
        assertThat(world.history())
                .extracting(HistoryStep::outcome, HistoryStep::detail)
                .containsExactly(
                        tuple(null, null),
                        tuple("rejected", "room-full: The room is taken by t2."),
                        tuple(null, null),
                        tuple("unchanged", null));
    }

    @Test
    void the_outcomes_of_a_wave_are_kept_where_one_command_has_none() {
        away("2");
        world.happens(TRIP, new Command.Plan(3));
        assertThat(world.row().work().pending())
                .extracting(pending -> pending.command().id())
                .containsExactly("2");
        assertThat(world.state().booked()).isEqualTo(2);
        assertThat(world.row().trouble().attempts()).isEqualTo(1);
        undisturbed();
        world.sweep();
        assertThat(world.state().step()).isEqualTo("booked");
        assertThat(world.row().trouble().attempts()).isZero();
    }

    /** The stream of this id cannot be reached. */
    private void away(String id) {
        world.disturb((send, context) -> {
            if (send.id().equals(id)) {
                throw new StoreUnavailableException("away", null);
            }
            return null;
        });
    }

    @Test
    void commands_without_any_outcome_are_tried_again_with_growing_pauses() {
        away("1");
        assertThat(world.happens(TRIP, new Command.Plan(1))).isEqualTo(APPLIED);
        var pauses = new ArrayList<Duration>();
        for (int attempt = 1; attempt <= 12; attempt++) {
            assertThat(world.row().trouble().attempts()).isEqualTo(attempt);
            pauses.add(Duration.between(world.now, world.row().dueAt()));
            world.now = world.row().dueAt();
            world.sweep();
        }
        assertThat(pauses.stream().map(Duration::toMinutes))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 360L, 360L, 360L);
    }

    @Test
    void what_is_delivered_again_and_again_within_a_minute_does_not_make_the_pause_grow() {
        away("1");
        var planned = world.did(TRIP, new Command.Plan(1));
        for (int delivery = 1; delivery <= 11; delivery++) {
            world.deliver(planned);
            world.now = world.now.plusSeconds(2);
        }
        assertThat(world.row().dueAt()).isBefore(world.now.plus(Duration.ofMinutes(1)));
        assertThat(world.parked.find("journey", TRIP)).isEmpty();
    }

    @Test
    void what_stays_without_an_outcome_is_shown_as_parked_and_comes_right_by_itself() {
        away("1");
        world.happens(TRIP, new Command.Plan(1));
        for (int attempt = 2; attempt <= 10; attempt++) {
            assertThat(world.parked.find("journey", TRIP)).isEmpty();
            world.now = world.row().dueAt();
            world.sweep();
        }
        assertThat(world.parked.find("journey", TRIP))
                .contains(new ParkedStream(
                        "journey",
                        TRIP,
                        0,
                        "StoreUnavailableException: away",
                        world.now,
                        0,
                        world.now.plus(Duration.ofHours(6))));
        assertThat(world.redrive(TRIP)).isEqualTo(new Progress.Postponed("StoreUnavailableException: away"));
        undisturbed();
        assertThat(world.redrive(TRIP)).isEqualTo(APPLIED);
        assertThat(world.state().step()).isEqualTo("booked");
        assertThat(world.row().trouble().attempts()).isZero();
        assertThat(world.row().dueAt()).isNull();
    }

    @Test
    void an_answer_that_the_saga_cannot_take_stays_pending_and_is_parked_at_once() {
        world.journey.broken = true;
        assertThat(world.happens(TRIP, new Command.Plan(1))).isEqualTo(APPLIED);
        world.sweep();
        assertThat(world.failures)
                .extracting(Failure::kind, Failure::consumer, Failure::stream)
                .containsExactly(tuple(FailureListener.Kind.PARKED, "journey", TRIP));
        assertThat(world.failures.element().cause()).isInstanceOf(IllegalStateException.class);
        assertThat(world.row().work().pending()).hasSize(1);
        assertThat(world.row().work().steps()).isEqualTo(1);
        assertThat(world.parked.find("journey", TRIP)).isPresent();
        assertThat(world.redrive(TRIP)).isInstanceOf(Progress.Postponed.class);
        world.journey.broken = false;
        world.now = world.row().dueAt();
        world.sweep();
        assertThat(world.state().step()).isEqualTo("booked");
        assertThat(world.row().trouble().error()).isNull();
    }

    @Test
    void a_command_that_this_release_cannot_read_is_parked_at_once() {
        away("1");
        world.happens(TRIP, new Command.Plan(1));
        undisturbed();
        var work = world.row().work();
        var booked = work.pending().getFirst();
        var hired = new Pending(booked.commandId(), new Encoded("room", "1", "hire", "{}"), booked.causationId());
        var renamed =
                new Work(List.of(hired), work.timers(), work.applied(), work.steps(), work.timerStarts(), work.at());
        world.table.save(world.row().with(renamed).withDueAt(world.now), List.of());
        world.sweep();
        assertThat(world.row().trouble().error())
                .isEqualTo("UnreadableCommandException: this release knows no command hire of room");
        assertThat(world.parked.find("journey", TRIP)).isPresent();
    }

    @Test
    void a_state_that_this_release_cannot_read_is_parked_and_waits() {
        away("1");
        world.happens(TRIP, new Command.Plan(1));
        undisturbed();
        var row = world.row();
        var unreadable = new SagaInstance(
                row.saga(),
                row.id(),
                row.revision(),
                row.origin(),
                new SagaInstance.State(1, "{}"),
                row.step(),
                row.complete(),
                row.work(),
                row.trouble(),
                world.now);
        world.table.save(unreadable, List.of());
        world.sweep();
        assertThat(world.row().work().pending()).hasSize(1);
        assertThat(world.row().state()).isEqualTo(new SagaInstance.State(1, "{}"));
        assertThat(world.row().dueAt()).isAfter(world.now);
        assertThat(world.happens(TRIP, new Command.Note("a"))).isInstanceOf(Progress.Poisoned.class);
    }

    @Test
    void a_command_knows_where_it_comes_from() {
        world.did(PURSE, new Command.Deposit());
        var planned = world.did(TRIP, new Command.Plan(1));
        world.now = world.now.minusSeconds(5);
        world.deliver(planned);
        var booked = world.store.last(ROOM_1).orElseThrow();
        assertThat(booked.metadata())
                .isEqualTo(new EventMetadata(
                        CommandIds.ofSaga("journey", "t1", 1, 0),
                        "correlation of trip-t1",
                        planned.events().getFirst().id(),
                        "ada",
                        planned.metadata().at(),
                        "unknown"));
        assertThat(booked.metadata().commandId()).matches("~[A-Za-z0-9_-]{43}");
    }

    @Test
    void nothing_is_recorded_before_any_event_that_the_instance_has_taken() {
        world.did(PURSE, new Command.Deposit());
        world.happens(TRIP, new Command.Plan(0));
        var start = world.now;
        world.now = start.plusSeconds(5);
        var letter = world.did(LETTER, new Command.Note("a"));
        world.now = start;
        world.deliver(letter);
        var noted = world.did(TRIP, new Command.Note("pay x"));
        world.deliver(noted);
        var paid = world.store.last(PURSE).orElseThrow().metadata();
        assertThat(paid.at()).isEqualTo(start.plusSeconds(5));
        assertThat(paid.correlationId()).isEqualTo("correlation of trip-t1");
        assertThat(paid.causationId()).isEqualTo(noted.events().getFirst().id());
    }

    @Test
    void the_next_wave_is_caused_by_the_answer_that_led_to_it() {
        world.happens(TRIP, new Command.Plan(26));
        var first = CommandIds.ofSaga("journey", "t1", 1, 0);
        assertThat(world.store
                        .last(new StreamName("room", "26"))
                        .orElseThrow()
                        .metadata()
                        .causationId())
                .isEqualTo(first);
    }

    @Test
    void each_step_is_told() {
        world.did(PURSE, new Command.Deposit());
        world.happens(TRIP, new Command.Plan(1));
        world.happens(LETTER, new Command.Note("wait"));
        world.happens(LETTER, new Command.Note("pay x"));
        world.happens(LETTER, new Command.Note("go"));
        world.happens(LETTER, new Command.Note("give-up"));
        assertThat(world.history())
                .containsExactly(
                        step(1, "event", "Planned", "trip-t1", 1L, null, null, "booking", "book room-1", null),
                        step(2, "answer", "book", "room-1", null, "appended", "Booked", "booked", null, null),
                        step(3, "event", "Noted", "letter-t1", 1L, null, null, "booked", null, "start patience"),
                        step(4, "event", "Noted", "letter-t1", 2L, null, null, "booked", "pay purse-p", null),
                        step(5, "answer", "pay", "purse-p", null, "appended", "Paid", "booked", null, null),
                        step(6, "event", "Noted", "letter-t1", 3L, null, null, "booked", null, "cancel patience"),
                        step(7, "event", "Noted", "letter-t1", 4L, null, "nobody knows the way", "stuck", null, null));
    }

    private HistoryStep step(
            long number,
            String trigger,
            String what,
            String stream,
            @Nullable Long version,
            @Nullable String outcome,
            @Nullable String detail,
            String step,
            @Nullable String sent,
            @Nullable String timer) {
        return new HistoryStep(
                number,
                world.now,
                trigger,
                what,
                stream,
                version,
                outcome,
                detail,
                step,
                sent == null ? List.of() : List.of(sent),
                timer == null ? List.of() : List.of(timer));
    }

    @Test
    void what_was_given_up_stays_stuck_until_the_process_completes() {
        world.happens(TRIP, new Command.Plan(0));
        world.happens(TRIP, new Command.Note("give-up"));
        world.happens(TRIP, new Command.Note("pay x"));
        assertThat(world.row().step()).isEqualTo("stuck");
        assertThat(world.row().trouble().stuck()).isEqualTo("nobody knows the way");
        assertThat(world.state().notes()).endsWith("not found");
        world.happens(TRIP, new Command.Note("arrive"));
        assertThat(world.row().step()).isEqualTo("travelled");
        assertThat(world.row().trouble().stuck()).isNull();
        assertThat(world.row().complete()).isTrue();
    }

    @Test
    void a_complete_instance_still_takes_what_comes_late() {
        world.did(PURSE, new Command.Deposit());
        world.happens(TRIP, new Command.Plan(0));
        world.happens(TRIP, new Command.Note("arrive"));
        assertThat(world.row().dueAt()).isNull();
        world.happens(TRIP, new Command.Note("pay the fine"));
        assertThat(world.paid()).endsWith(new Event.Paid("the fine"));
        assertThat(world.row().complete()).isTrue();
        assertThat(world.row().dueAt()).isNull();
    }

    @Test
    void a_saga_that_never_comes_to_rest_is_left_to_the_sweeper() {
        world.happens(TRIP, new Command.Plan(3_000));
        assertThat(world.state().booked()).isEqualTo(2_500);
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(1)));
        world.sweep();
        assertThat(world.state().step()).isEqualTo("booked");
    }

    @Test
    void commands_of_a_wave_are_sent_at_the_same_time() {
        var together = new CyclicBarrier(25);
        CommandBus bus = (send, context) -> {
            try {
                together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return world.bus.send(send, context);
        };
        var settings = new SagaSettings(() -> world.now, Backoff.none(), 8);
        var runner = world.runner(new SagaConsumer.Ports(
                world.store, world.table, bus, TripWorld.COMMANDS, world.parked, settings, world.failures::add));
        var planned = world.did(TRIP, new Command.Plan(50));
        assertThat(runner.apply(TRIP, List.of(planned), Deadline.none())).isEqualTo(APPLIED);
        assertThat(world.state().booked()).isEqualTo(50);
    }
}
