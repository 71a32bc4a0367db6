package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.memory.MemoryOperatorTable;
import io.daybook.kernel.operate.Instructions;
import io.daybook.kernel.operate.Pause;
import io.daybook.kernel.operate.Skip;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.signal.Signals;
import io.daybook.kernel.sweep.SagaSweeper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What operators do with instances of sagas. */
class SagaVerbsTest {
    private static final Outcome NO_ANSWER = new Outcome.Contended(4);

    private final TripWorld world = new TripWorld();
    private final MemoryOperatorTable operators = new MemoryOperatorTable();

    /** One command is pending, and one timer runs. */
    private void stuck() {
        stuck(world);
    }

    private static void stuck(TripWorld world) {
        world.happens(TRIP, new Command.Plan(0));
        world.happens(LETTER, new Command.Note("wait"));
        world.disturb((send, context) -> NO_ANSWER);
        world.happens(LETTER, new Command.Note("pay x"));
        world.happens(TRIP, new Command.Note("give-up"));
        assertThat(world.row().step()).isEqualTo("stuck");
        assertThat(world.row().work().pending()).hasSize(1);
        assertThat(world.row().work().timers()).hasSize(1);
    }

    @Test
    void a_stuck_instance_that_is_closed_drops_what_was_pending_and_is_never_due_again() {
        stuck();
        assertThat(world.runner().close("t1", "the guest has left")).isEqualTo(new Closing.Closed(world.row()));
        var row = world.row();
        assertThat(row.step()).isEqualTo("closed");
        assertThat(row.isClosed()).isTrue();
        assertThat(row.complete()).isTrue();
        assertThat(row.work().pending()).isEmpty();
        assertThat(row.work().timers()).isEmpty();
        assertThat(row.dueAt()).isNull();
        assertThat(row.trouble().stuck()).isEqualTo("nobody knows the way");
        assertThat(world.history())
                .endsWith(new HistoryStep(
                        row.work().steps(),
                        world.now,
                        "operator",
                        "close",
                        null,
                        null,
                        null,
                        "the guest has left",
                        "closed",
                        List.of(),
                        List.of()));
    }

    @Test
    void a_closed_instance_takes_nothing_more() {
        stuck();
        world.runner().close("t1", "why");
        var closed = world.row();
        assertThat(world.happens(TRIP, new Command.Note("pay the fine"))).isEqualTo(Progress.APPLIED);
        assertThat(world.redrive(TRIP)).isEqualTo(Progress.APPLIED);
        world.now = world.now.plus(Duration.ofDays(1));
        world.sweep();
        assertThat(world.row()).isEqualTo(closed);
    }

    @Test
    void an_instance_is_closed_once_however_often_it_is_asked_for() {
        stuck();
        var first = world.runner().close("t1", "first");
        assertThat(world.runner().close("t1", "second")).isEqualTo(first);
    }

    @Test
    void only_a_stuck_instance_is_closed() {
        assertThat(world.runner().close("t1", "why")).isEqualTo(new Closing.NotThere());
        world.happens(TRIP, new Command.Plan(0));
        assertThat(world.runner().close("t1", "why")).isEqualTo(new Closing.NotStuck());
        assertThat(world.row().complete()).isFalse();
    }

    @Test
    void an_event_that_is_saved_first_may_end_the_instance_before_it_is_closed() {
        stuck();
        var first = new AtomicBoolean(true);
        world.disturb((send, context) -> null);
        var closing = world.runner(call -> {
            if (call.startsWith("save") && first.getAndSet(false)) {
                world.happens(TRIP, new Command.Note("arrive"));
            }
        });
        assertThat(closing.close("t1", "why")).isEqualTo(new Closing.NotStuck());
        assertThat(world.row().step()).isEqualTo("travelled");
    }

    @Test
    void an_outcome_that_comes_after_the_instance_was_closed_changes_nothing() {
        stuck();
        world.disturb((send, context) -> null);
        var first = new AtomicBoolean(true);
        world.now = world.now.plusSeconds(60);
        var late = world.runner(call -> {
            if (call.startsWith("send") && first.getAndSet(false)) {
                world.runner().close("t1", "why");
            }
        });
        late.sweep("t1", world.now, Deadline.none());
        assertThat(first).isFalse();
        assertThat(world.row().step()).isEqualTo("closed");
        assertThat(world.history().getLast().what()).isEqualTo("close");
    }

    /** A close at whatever moment of the run that brings the outcome. */
    @Test
    void whoever_saves_first_wins_and_the_history_tells_in_which_order() {
        int call = 0;
        boolean isOver = false;
        int outcomesFirst = 0;
        while (!isOver) {
            var run = new TripWorld();
            stuck(run);
            run.disturb((send, context) -> null);
            run.now = run.now.plusSeconds(60);
            int steps = run.history().size();
            var untilThen = new AtomicInteger(++call);
            run.runner(before -> {
                        if (untilThen.getAndDecrement() == 1) {
                            assertThat(run.runner().close("t1", "why")).isInstanceOf(Closing.Closed.class);
                        }
                    })
                    .sweep("t1", run.now, Deadline.none());
            isOver = untilThen.get() > 0;
            if (isOver) {
                run.runner().close("t1", "why");
            }
            var triggers = run.history().subList(steps, run.history().size()).stream()
                    .map(HistoryStep::trigger)
                    .toList();
            assertThat(triggers).isIn(List.of("operator"), List.of("answer", "operator"));
            outcomesFirst += triggers.size() - 1;
            assertThat(run.row().isClosed()).isTrue();
            assertThat(run.row().work().pending()).isEmpty();
            assertThat(run.row().work().timers()).isEmpty();
            assertThat(run.row().work().steps()).isEqualTo(run.history().size());
        }
        assertThat(outcomesFirst).isBetween(1, call - 1);
    }

    @Test
    void an_outcome_that_is_saved_before_the_close_stays_in_the_history() {
        stuck();
        world.disturb((send, context) -> null);
        world.now = world.now.plusSeconds(60);
        var first = new AtomicBoolean(true);
        var closing = world.runner(call -> {
            if (call.startsWith("save") && first.getAndSet(false)) {
                world.sweep();
            }
        });
        assertThat(closing.close("t1", "why")).isEqualTo(new Closing.Closed(world.row()));
        assertThat(world.history().reversed().stream().limit(2).map(HistoryStep::trigger))
                .containsExactly("operator", "answer");
    }

    @Test
    void a_poison_event_that_is_skipped_is_passed_over() {
        world.happens(TRIP, new Command.Plan(0));
        world.journey.broken = true;
        var boom = world.did(LETTER, new Command.Note("boom"));
        var poisoned = (Progress.Poisoned) world.deliver(boom);
        operators.skip(new Skip("journey", LETTER, poisoned.version(), "why", "ada", world.now));
        var later = world.did(LETTER, new Command.Note("later"));
        var instructions = new Instructions(operators, () -> world.now);
        assertThat(instructions.apply(world.runner(), LETTER, List.of(boom, later), Deadline.none()))
                .isEqualTo(Progress.APPLIED);
        assertThat(world.state().notes()).containsExactly("later");
        assertThat(world.row().work().applied(LETTER)).isEqualTo(later.end());
    }

    @Test
    void timers_of_a_paused_saga_wait_until_it_is_resumed() {
        world.happens(TRIP, new Command.Plan(0));
        world.happens(LETTER, new Command.Note("wait"));
        world.now = world.row().work().timers().getFirst().dueAt();
        operators.pause("journey", new Pause("why", "ada", world.now));
        var waiting = world.row().work();
        sweeper().sweepDue(Deadline.none());
        assertThat(world.row().work()).isEqualTo(waiting);
        assertThat(world.failures).isEmpty();
        operators.resume("journey");
        world.now = world.now.plus(Duration.ofMinutes(10));
        sweeper().sweepDue(Deadline.none());
        assertThat(world.row().work().timers()).isEmpty();
    }

    private SagaSweeper sweeper() {
        FailureListener failures = world.failures::add;
        return new SagaSweeper(
                List.of(world.runner()),
                world.table,
                () -> world.now,
                failures,
                Signals.NONE,
                new Instructions(operators, () -> world.now));
    }
}
