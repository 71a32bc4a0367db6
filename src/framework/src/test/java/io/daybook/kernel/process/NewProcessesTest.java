package io.daybook.kernel.process;

import static io.daybook.kernel.process.TripWorld.LETTER;
import static io.daybook.kernel.process.TripWorld.PURSE;
import static io.daybook.kernel.process.TripWorld.TRIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.consume.Progress;
import io.daybook.kernel.consume.StreamConsumer;
import io.daybook.kernel.deliver.Consumers;
import io.daybook.kernel.deliver.Redriver;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EncodedEvent;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.memory.MemorySharedTable;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.process.Trips.Event;
import io.daybook.kernel.registration.Newcomer;
import io.daybook.kernel.registration.RegisteredConsumer;
import io.daybook.kernel.registration.Registrations;
import io.daybook.kernel.registration.Registry;
import io.daybook.kernel.registration.Since;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A saga and a reactor that are added to a book with a history. */
final class NewProcessesTest {
    private static final Duration SETTLE = Duration.ofSeconds(125);

    private final TripWorld world = new TripWorld();
    private final MemorySharedTable<Registry> table = new MemorySharedTable<>(Registry.NONE);
    private final TripFollowers followers = new TripFollowers(world);
    private final List<String> heard = followers.heard;

    /** A release, in one instance. */
    private final class Release {
        final Registrations registrations;
        final List<StreamConsumer> consumers = new ArrayList<>();
        final Instant startedAt = world.now;

        Release(Newcomer... newcomers) {
            registrations = new Registrations(
                    table,
                    List.of(newcomers),
                    new Registrations.Context(Since.started(startedAt), SETTLE, () -> world.now, Backoff.none()));
            for (var newcomer : newcomers) {
                consumers.add(registered(newcomer.name()));
            }
        }

        private StreamConsumer registered(String name) {
            if (name.equals("journey")) {
                var saga = world.runner();
                return new RegisteredConsumer(saga, saga::since, world.store, registrations);
            }
            var reactor = followers.listener();
            return new RegisteredConsumer(reactor, reactor::since, world.store, registrations);
        }

        void deliver(Commit... commits) {
            var batch = new HashMap<StreamName, List<Commit>>();
            for (var commit : commits) {
                batch.computeIfAbsent(commit.stream(), stream -> new ArrayList<>())
                        .add(commit);
            }
            registrations.delivered(batch);
            var delivery = new Consumers(consumers, world.parked, () -> world.now, 4, world.failures::add);
            assertThat(delivery.deliver(batch, Deadline.none())).isEmpty();
        }

        String reconcile(boolean dryRun, String... names) {
            return followers.reconcile(consumers, dryRun, names);
        }
    }

    private static final Newcomer JOURNEY = new Newcomer("journey", false);
    private static final Newcomer LISTENER = new Newcomer("listener", false);

    @BeforeEach
    void there_is_a_purse() {
        world.did(PURSE, new Command.Deposit());
    }

    private void anHourPasses() {
        world.now = world.now.plus(Duration.ofHours(1));
    }

    /** A trip with a note, in a book of which the releases so far had neither saga nor reactor. */
    private void history() {
        world.did(TRIP, new Command.Plan(1));
        world.did(TRIP, new Command.Note("pay long ago"));
        new Release().deliver(world.did(LETTER, new Command.Note("long ago")));
        anHourPasses();
    }

    @Test
    void a_first_deployment_misses_nothing_of_what_was_there_before() {
        world.did(TRIP, new Command.Plan(0));
        world.did(TRIP, new Command.Note("one"));
        anHourPasses();
        new Release(JOURNEY, LISTENER).deliver(world.did(TRIP, new Command.Note("two")));
        assertThat(world.state().notes()).containsExactly("one", "two");
        assertThat(heard).containsExactly("one", "two");
    }

    @Test
    void what_was_before_them_counts_as_applied_also_if_it_is_delivered_or_redriven_late() {
        history();
        var release = new Release(JOURNEY, LISTENER);
        world.calls.clear();
        release.deliver(world.store.all(TRIP).toArray(Commit[]::new));
        assertThat(world.calls).as("what it cost").isEmpty();
        for (var consumer : release.consumers) {
            assertThat(consumer.apply(TRIP, List.of(), Deadline.none())).isEqualTo(Progress.APPLIED);
            assertThat(consumer.apply(LETTER, List.of(), Deadline.none())).isEqualTo(Progress.APPLIED);
        }
        assertThat(world.table.read("journey", "t1")).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(world.paid()).containsExactly(new Event.Paid("deposit"));
    }

    @Test
    void a_process_that_began_before_them_goes_on_without_the_saga_and_the_reactor_hears_what_follows() {
        history();
        var release = new Release(JOURNEY, LISTENER);
        release.deliver(world.did(TRIP, new Command.Note("now")));
        assertThat(world.table.read("journey", "t1")).isEmpty();
        assertThat(heard).containsExactly("now");
        assertThat(followers.cursors.read("listener", TRIP))
                .isEqualTo(world.store.last(TRIP).orElseThrow().end());
        assertThat(release.reconcile(false)).isEqualTo("0 behind, 0 caught up");
    }

    @Test
    void a_process_that_begins_since_then_takes_from_all_its_streams_what_was_recorded_since() {
        new Release().deliver(world.did(LETTER, new Command.Note("long ago")));
        anHourPasses();
        var release = new Release(JOURNEY);
        release.deliver(world.did(TRIP, new Command.Plan(0)));
        release.deliver(world.did(LETTER, new Command.Note("now")));
        assertThat(world.state().notes()).containsExactly("now");
        assertThat(release.reconcile(false)).isEqualTo("0 behind, 0 caught up");
    }

    @Test
    void an_event_from_before_them_that_nobody_can_read_any_more_parks_nothing() {
        new Release().deliver(world.wrote(TRIP, List.of(new EncodedEvent("e1", "Forgotten", 1, "{}"))));
        anHourPasses();
        var release = new Release(JOURNEY, LISTENER);
        release.deliver(world.wrote(TRIP, new Event.Planned(0)));
        release.deliver(world.wrote(TRIP, new Event.Noted("now")));
        assertThat(world.parked.list(null, 10).parked()).isEmpty();
        assertThat(world.state().notes()).containsExactly("now");
        assertThat(heard).containsExactly("now");
    }

    @Test
    void one_that_comes_beside_an_older_one_leaves_it_as_it_was() {
        new Release(JOURNEY).deliver(world.did(TRIP, new Command.Plan(0)));
        new Release(JOURNEY).deliver(world.did(TRIP, new Command.Note("one")));
        anHourPasses();
        // Its record was lost.
        world.did(TRIP, new Command.Note("two"));
        anHourPasses();
        var release = new Release(JOURNEY, LISTENER);
        release.deliver(world.did(TRIP, new Command.Note("three")));
        assertThat(world.state().notes()).containsExactly("one", "two", "three");
        assertThat(heard).containsExactly("three");
    }

    @Test
    void a_reconciliation_catches_up_what_happened_since_and_nothing_before() {
        history();
        var release = new Release(JOURNEY, LISTENER);
        var other = new StreamName("trip", "t2");
        // A former release was given these, and knows nobody.
        world.did(other, new Command.Plan(0));
        world.did(other, new Command.Note("missed"));
        release.deliver(world.did(LETTER, new Command.Note("now")));
        assertThat(release.reconcile(true)).isEqualTo("2 behind, 0 caught up");
        assertThat(release.reconcile(false)).isEqualTo("2 behind, 2 caught up");
        assertThat(release.reconcile(false)).isEqualTo("0 behind, 0 caught up");
        assertThat(world.table.read("journey", "t2")).isPresent();
        assertThat(world.table.read("journey", "t1")).isEmpty();
        assertThat(heard).containsExactly("missed");
    }

    @Test
    void until_something_is_delivered_to_them_nothing_is_done_for_them() {
        history();
        world.did(TRIP, new Command.Note("already now"));
        var release = new Release(JOURNEY, LISTENER);
        assertThat(release.reconcile(false)).isEqualTo("0 behind, 0 caught up, unregistered [journey, listener]");
        assertThat(release.reconcile(false, "listener")).isEqualTo("0 behind, 0 caught up, unregistered [listener]");
        new Redriver(release.consumers, world.parked, () -> world.now, world.failures::add)
                .recover(Set.of(TRIP), Deadline.none());
        assertThat(world.parked.find("listener", TRIP).orElseThrow().error()).contains("not registered");
        assertThat(heard).isEmpty();
        assertThat(world.table.read("journey", "t1")).isEmpty();
        assertThat(world.store.all(PURSE)).hasSize(1);
    }

    @Test
    void ones_that_want_what_was_before_them_get_it_from_the_reconciliation() {
        history();
        var release = new Release(new Newcomer("journey", true), new Newcomer("listener", true));
        release.deliver(world.did(PURSE, new Command.Deposit()));
        assertThat(heard).isEmpty();
        world.now = world.now.plus(SETTLE);
        release.registrations.sweep(names -> assertThat(release.reconcile(false, names.toArray(String[]::new)))
                .isEqualTo("3 behind, 3 caught up"));
        assertThat(world.state().notes()).contains("pay long ago", "long ago");
        assertThat(heard).containsExactly("pay long ago");
    }
}
