package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.testtools.Interleavings;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two runners of one instance in every order of their calls, mostly with every placement of one crash or one lost answer
 * of the first. Afterwards, when the sweeper has looked, everything must have happened once.
 */
class SagaInterleavingsTest {
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What may still go wrong in one run. */
    private static final class Fate {
        private int faultsLeft;

        Fate(int faults) {
            faultsLeft = faults;
        }

        boolean strikes(Interleavings.Actor actor) {
            if (faultsLeft == 0 || actor.choose(2) == 0) {
                return false;
            }
            faultsLeft--;
            return true;
        }
    }

    /** A runner that works as one of the actors, and ends where it crashes. */
    private static void runs(
            Interleavings.Run run, TripWorld world, Fate fate, Consumer<SagaConsumer<Trips.State>> work) {
        var actor = run.actor();
        var runner = world.runner(
                call -> {
                    actor.step();
                    if (fate.strikes(actor)) {
                        throw new Crash();
                    }
                },
                (send, context) -> {
                    if (fate.strikes(actor)) {
                        world.bus.send(send, context);
                        return new Outcome.Unknown();
                    }
                    return null;
                });
        actor.does(() -> {
            try {
                work.accept(runner);
            } catch (Crash e) {
                // The next one finds what it left.
            }
        });
    }

    /** What comes after a crash: every stream is delivered again, and the sweeper looks. */
    private static void recover(TripWorld world) {
        world.redrive(TRIP);
        world.redrive(LETTER);
        world.now = world.now.plusSeconds(60);
        world.sweep();
    }

    private static void assertAtRest(TripWorld world) {
        assertThat(world.row().work().pending()).isEmpty();
        assertThat(world.row().trouble().error()).isNull();
        assertThat(world.history())
                .extracting(HistoryStep::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, world.row().work().steps())
                                .boxed()
                                .toList());
        long sent =
                world.history().stream().mapToLong(step -> step.sent().size()).sum();
        long answered = world.history().stream()
                .filter(step -> step.trigger().equals("answer"))
                .count();
        assertThat(answered).isEqualTo(sent);
    }

    @Test
    void two_runners_get_the_same_event() {
        int runs = Interleavings.explore(run -> {
            var world = new TripWorld();
            var planned = world.did(TRIP, new Command.Plan(2));
            runs(run, world, new Fate(1), runner -> TripWorld.deliver(runner, planned));
            runs(run, world, new Fate(0), runner -> TripWorld.deliver(runner, planned));
            run.finish();
            recover(world);
            assertAtRest(world);
            assertThat(world.state()).isEqualTo(new Trips.State("t1", 2, 2, 2, 0, List.of(), "booked"));
            assertThat(Stream.of("1", "2")
                            .map(room -> world.store
                                    .all(new StreamName("room", room))
                                    .size()))
                    .containsExactly(1, 1);
        });
        assertThat(runs).isGreaterThan(1_000);
    }

    @Test
    void two_runners_get_two_events_that_each_send_a_command() {
        int runs = Interleavings.explore(run -> {
            var world = new TripWorld();
            world.did(PURSE, new Command.Deposit());
            world.happens(TRIP, new Command.Plan(0));
            var noted = world.did(TRIP, new Command.Note("pay x"));
            var written = world.did(LETTER, new Command.Note("pay y"));
            runs(run, world, new Fate(0), runner -> TripWorld.deliver(runner, noted));
            runs(run, world, new Fate(0), runner -> TripWorld.deliver(runner, written));
            run.finish();
            recover(world);
            assertAtRest(world);
            assertThat(world.paid())
                    .containsExactlyInAnyOrder(new Event.Paid("deposit"), new Event.Paid("x"), new Event.Paid("y"));
            assertThat(world.state().notes())
                    .containsExactlyInAnyOrder("pay x", "pay y", "accepted [Paid[what=x]]", "accepted [Paid[what=y]]");
        });
        assertThat(runs).isGreaterThan(1_000);
    }

    @Test
    void what_a_command_comes_to_changes_while_two_runners_send_it() {
        int runs = Interleavings.explore(run -> {
            var world = new TripWorld();
            world.happens(TRIP, new Command.Plan(0));
            var noted = world.did(TRIP, new Command.Note("pay x"));
            runs(run, world, new Fate(1), runner -> TripWorld.deliver(runner, noted));
            runs(run, world, new Fate(0), runner -> TripWorld.deliver(runner, noted));
            run.actor().does(() -> world.did(PURSE, new Command.Deposit()));
            run.finish();
            recover(world);
            assertAtRest(world);
            boolean paid = world.paid().contains(new Event.Paid("x"));
            assertThat(world.state().notes()).containsExactly("pay x", paid ? "accepted [Paid[what=x]]" : "not found");
        });
        assertThat(runs).isGreaterThan(1_000);
    }

    @Test
    void a_due_timer_is_fired_by_two_sweepers_while_it_is_cancelled() {
        int runs = Interleavings.explore(run -> {
            var world = new TripWorld();
            world.did(PURSE, new Command.Deposit());
            world.happens(TRIP, new Command.Plan(0));
            world.happens(TRIP, new Command.Note("wait"));
            var cancelled = world.did(TRIP, new Command.Note("go"));
            world.now = world.now.plus(Trips.PATIENCE);
            runs(run, world, new Fate(1), runner -> runner.sweep("t1", world.now, Deadline.none()));
            runs(run, world, new Fate(0), runner -> TripWorld.deliver(runner, cancelled));
            run.finish();
            recover(world);
            assertAtRest(world);
            var fees = world.paid().stream()
                    .filter(new Event.Paid("fee of t1")::equals)
                    .count();
            assertThat(world.state().notes().stream()
                            .filter("due patience"::equals)
                            .count())
                    .isEqualTo(fees);
            assertThat(fees).isLessThanOrEqualTo(1);
            assertThat(world.row().work().timers()).isEmpty();
        });
        assertThat(runs).isGreaterThan(100);
    }
}
