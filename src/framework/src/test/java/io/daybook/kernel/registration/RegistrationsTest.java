package io.daybook.kernel.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fixture.Commits;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.EventMetadata;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.memory.MemorySharedTable;
import io.daybook.kernel.shared.Revised;
import io.daybook.kernel.shared.SharedTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** From when on sagas and reactors take events, whoever is given the first of them, and at whatever moment. */
final class RegistrationsTest {
    private static final Instant DEPLOYED = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(125);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int CALLS_MAX = 100;
    private static final Runnable OUTAGE = () -> {
        throw new StoreUnavailableException("an outage", null);
    };
    private static final Newcomer JOURNEY = new Newcomer("journey", false);
    private static final Newcomer LISTENER = new Newcomer("listener", false);
    private static final Newcomer ARCHIVE = new Newcomer("archive", true);

    /** One run, in which something else may happen before one of the calls to storage. */
    private static final class World {
        final MemorySharedTable<Registry> table = new MemorySharedTable<>(Registry.NONE);
        final List<String> calls = new ArrayList<>();
        final List<List<String>> reconciled = new ArrayList<>();
        private final int disturbed;
        private boolean isDisturbed;
        private Runnable meanwhile = () -> {};
        Instant now = DEPLOYED.plusSeconds(10);

        /** @param disturbed before which call to storage something else happens, from 1 */
        World(int disturbed) {
            this.disturbed = disturbed;
        }

        World() {
            this(0);
        }

        /** Does something, while something else happens before one of its calls. */
        void disturb(Runnable work, Runnable other) {
            calls.clear();
            meanwhile = () -> {
                isDisturbed = true;
                other.run();
            };
            try {
                work.run();
            } finally {
                meanwhile = () -> {};
            }
        }

        private void called(String call) {
            calls.add(call);
            if (calls.size() == disturbed) {
                meanwhile.run();
            }
        }

        Registrations instance(Newcomer... newcomers) {
            return instance(Since.deployed(DEPLOYED), newcomers);
        }

        Registrations instance(Since since, Newcomer... newcomers) {
            var watched = new SharedTable<Registry>() {
                @Override
                public Revised<Registry> read() {
                    called("read");
                    return table.read();
                }

                @Override
                public boolean replace(Revised<Registry> seen, Registry next) {
                    called("replace");
                    return table.replace(seen, next);
                }
            };
            return new Registrations(
                    watched, List.of(newcomers), new Registrations.Context(since, SETTLE, () -> now, Backoff.none()));
        }

        /** The release before had only a journey. */
        World withJourney() {
            deliver(instance(JOURNEY), now);
            calls.clear();
            return this;
        }

        Optional<Instant> since(Newcomer newcomer) {
            return Optional.ofNullable(table.read().value().registrations().get(newcomer.name()))
                    .map(Registration::since);
        }

        void sweep(Registrations by) {
            by.sweep(names -> {
                called("begin");
                reconciled.add(names);
            });
        }
    }

    /**
     * Runs a scenario that is disturbed before its first call to storage, then the same disturbed before the second, and so
     * on until there are no more calls.
     *
     * @return how many runs there were
     */
    private static int beforeEachCall(Consumer<World> scenario) {
        for (int call = 1; call <= CALLS_MAX; call++) {
            var world = new World(call);
            scenario.accept(world);
            if (!world.isDisturbed) {
                return call;
            }
        }
        throw new AssertionError("more than " + CALLS_MAX + " calls");
    }

    private static void deliver(Registrations to, Instant... recorded) {
        var stream = Commits.newStream();
        var commits = new ArrayList<Commit>();
        for (var at : recorded) {
            var metadata = new EventMetadata("c" + commits.size(), "correlation", "causation", null, at, "test-1");
            commits.add(Commits.commit(stream, commits.size() + 1, Commits.events(1), metadata));
        }
        to.delivered(Map.of(stream, commits));
    }

    @Test
    void where_nobody_was_ever_registered_all_take_what_there_is_from_the_beginning() {
        var world = new World();
        var first = world.instance(JOURNEY, LISTENER);
        assertThat(first.since("journey")).isEmpty();
        deliver(first, DEPLOYED);
        assertThat(first.since("journey")).contains(Registration.BEGINNING);
        assertThat(first.since("listener")).contains(Registration.BEGINNING);
        assertThat(world.table.read().value().registrations().values())
                .containsOnly(new Registration(Registration.BEGINNING, null));
    }

    @Test
    void one_that_comes_later_takes_what_was_recorded_since_its_release_began_but_for_the_skew_of_clocks() {
        var world = new World().withJourney();
        var next = world.instance(JOURNEY, LISTENER);
        deliver(next, DEPLOYED.plusSeconds(5), DEPLOYED.plusSeconds(4));
        assertThat(next.since("listener")).contains(DEPLOYED.minus(SKEW));
        assertThat(next.since("journey")).contains(Registration.BEGINNING);
    }

    @Test
    void what_is_delivered_first_is_taken_however_late_it_is() {
        var world = new World().withJourney();
        deliver(world.instance(JOURNEY, LISTENER), DEPLOYED.plusSeconds(5), DEPLOYED.minusSeconds(600));
        assertThat(world.since(LISTENER)).contains(DEPLOYED.minusSeconds(600).minus(SKEW));
    }

    @Test
    void where_a_process_is_all_of_its_release_it_takes_what_was_recorded_since_the_start() {
        var world = new World().withJourney();
        deliver(world.instance(Since.started(DEPLOYED), JOURNEY, LISTENER), DEPLOYED.minusSeconds(600));
        assertThat(world.since(LISTENER)).contains(DEPLOYED);
    }

    @Test
    void one_that_wants_what_was_before_it_takes_everything() {
        var world = new World().withJourney();
        deliver(world.instance(JOURNEY, ARCHIVE), DEPLOYED);
        assertThat(world.table.read().value().registrations().get("archive"))
                .isEqualTo(new Registration(Registration.BEGINNING, world.now.plus(SETTLE)));
    }

    @Test
    void the_first_saga_of_a_book_that_had_none_is_new_to_it() {
        var world = new World();
        deliver(world.instance(), DEPLOYED);
        deliver(world.instance(JOURNEY), DEPLOYED.plusSeconds(5));
        assertThat(world.since(JOURNEY)).contains(DEPLOYED.minus(SKEW));
    }

    @Test
    void a_registration_never_changes_and_a_release_without_the_consumer_keeps_it() {
        var world = new World().withJourney();
        deliver(world.instance(JOURNEY, LISTENER), DEPLOYED);
        var registered = world.since(LISTENER);
        world.now = world.now.plus(Duration.ofDays(1));
        deliver(world.instance(JOURNEY, ARCHIVE), world.now);
        deliver(world.instance(JOURNEY), world.now);
        deliver(world.instance(Since.deployed(world.now), JOURNEY, LISTENER), world.now);
        assertThat(world.since(LISTENER)).isEqualTo(registered);
        assertThat(world.table.read().value().registrations()).containsOnlyKeys("journey", "listener", "archive");
    }

    @Test
    void an_instance_that_knows_all_of_them_reads_nothing_any_more() {
        var world = new World().withJourney();
        var instance = world.instance(JOURNEY);
        for (int batch = 0; batch < 3; batch++) {
            deliver(instance, DEPLOYED);
            assertThat(instance.since("journey")).contains(Registration.BEGINNING);
        }
        assertThat(world.calls).containsExactly("read");
    }

    @Test
    void several_instances_that_register_the_same_at_the_same_moment_agree() {
        int runs = beforeEachCall(world -> {
            world.withJourney();
            var one = world.instance(Since.deployed(DEPLOYED.plusSeconds(1)), JOURNEY, LISTENER, ARCHIVE);
            var other = world.instance(Since.deployed(DEPLOYED.plusSeconds(2)), JOURNEY, LISTENER, ARCHIVE);
            world.disturb(() -> deliver(one, DEPLOYED.plusSeconds(3)), () -> deliver(other, DEPLOYED.plusSeconds(4)));
            if (world.isDisturbed) {
                assertThat(world.since(LISTENER))
                        .contains(DEPLOYED.plusSeconds(2).minus(SKEW));
                assertThat(other.since("listener")).isEqualTo(world.since(LISTENER));
            }
            assertThat(one.since("listener")).isEqualTo(world.since(LISTENER));
            assertThat(one.since("archive")).contains(Registration.BEGINNING);
        });
        assertThat(runs).as("calls of a registration").isEqualTo(3);
    }

    @Test
    void two_releases_side_by_side_agree_whichever_is_first() {
        agreeAtEveryCall(List.of(JOURNEY), List.of(JOURNEY, LISTENER));
        agreeAtEveryCall(List.of(JOURNEY, LISTENER), List.of(JOURNEY));
    }

    /** Nobody is registered yet, and the second release comes while the first registers. */
    private static void agreeAtEveryCall(List<Newcomer> ofFirst, List<Newcomer> ofSecond) {
        int runs = beforeEachCall(world -> {
            var first = world.instance(ofFirst.toArray(Newcomer[]::new));
            var second = world.instance(ofSecond.toArray(Newcomer[]::new));
            world.disturb(() -> deliver(first, DEPLOYED), () -> deliver(second, DEPLOYED));
            deliver(second, DEPLOYED);
            assertThat(world.since(JOURNEY)).contains(Registration.BEGINNING);
            // It is new where a release without it was first.
            assertThat(world.since(LISTENER).orElseThrow()).isIn(Registration.BEGINNING, DEPLOYED.minus(SKEW));
            for (var instance : List.of(first, second)) {
                assertThat(instance.since("journey")).isEqualTo(world.since(JOURNEY));
                assertThat(instance.since("listener")).isEqualTo(world.since(LISTENER));
            }
        });
        assertThat(runs).as("calls of a registration").isEqualTo(3);
    }

    @Test
    void whoever_cannot_register_takes_nothing_and_tries_again() {
        int runs = beforeEachCall(world -> {
            world.withJourney();
            var instance = world.instance(JOURNEY, LISTENER);
            try {
                world.disturb(() -> deliver(instance, DEPLOYED), OUTAGE);
            } catch (StoreUnavailableException e) {
                assertThat(world.since(LISTENER)).isEmpty();
            }
            deliver(instance, DEPLOYED.plusSeconds(5));
            assertThat(instance.since("listener")).contains(DEPLOYED.minus(SKEW));
        });
        assertThat(runs).as("calls of a registration").isEqualTo(3);
    }

    @Test
    void a_registration_that_is_in_doubt_is_looked_up_by_the_next_batch() {
        var table = new MemorySharedTable<>(Registry.NONE);
        var inDoubt = new SharedTable<Registry>() {
            @Override
            public Revised<Registry> read() {
                return table.read();
            }

            @Override
            public boolean replace(Revised<Registry> seen, Registry next) {
                table.replace(seen, next);
                throw new StoreInDoubtException("no answer", "projections", null);
            }
        };
        var instance = new Registrations(
                inDoubt,
                List.of(JOURNEY),
                new Registrations.Context(Since.deployed(DEPLOYED), SETTLE, () -> DEPLOYED, Backoff.none()));
        assertThatThrownBy(() -> deliver(instance, DEPLOYED)).isInstanceOf(StoreInDoubtException.class);
        deliver(instance, DEPLOYED);
        assertThat(instance.since("journey")).contains(Registration.BEGINNING);
    }

    @Test
    void one_that_is_new_is_reconciled_once_when_no_delivery_without_it_can_be_under_way() {
        var world = new World().withJourney();
        deliver(world.instance(JOURNEY, LISTENER, ARCHIVE), DEPLOYED);
        var sweeper = world.instance(JOURNEY, LISTENER, ARCHIVE);
        world.now = world.now.plus(SETTLE).minusMillis(1);
        world.sweep(sweeper);
        assertThat(world.reconciled).isEmpty();
        world.now = world.now.plusMillis(1);
        world.sweep(sweeper);
        assertThat(world.reconciled).containsExactly(List.of("archive", "listener"));
        world.calls.clear();
        world.now = world.now.plus(Duration.ofDays(1));
        world.sweep(sweeper);
        assertThat(world.calls).as("what a warm sweeper reads").isEmpty();
        world.sweep(world.instance(JOURNEY, LISTENER, ARCHIVE));
        assertThat(world.reconciled).hasSize(1);
    }

    @Test
    void a_sweeper_of_a_release_without_the_consumer_leaves_its_reconciliation_alone() {
        var world = new World().withJourney();
        deliver(world.instance(JOURNEY, LISTENER), DEPLOYED);
        world.now = world.now.plus(SETTLE);
        world.sweep(world.instance(JOURNEY));
        assertThat(world.reconciled).isEmpty();
        world.sweep(world.instance(JOURNEY, LISTENER));
        assertThat(world.reconciled).containsExactly(List.of("listener"));
    }

    @Test
    void two_sweepers_at_the_same_moment_begin_one_reconciliation() {
        int runs = beforeEachCall(world -> {
            world.withJourney();
            deliver(world.instance(JOURNEY, LISTENER), DEPLOYED);
            world.now = world.now.plus(SETTLE);
            var other = world.instance(JOURNEY, LISTENER);
            world.disturb(() -> world.sweep(world.instance(JOURNEY, LISTENER)), () -> world.sweep(other));
            assertThat(world.reconciled).containsExactly(List.of("listener"));
            assertThat(world.table.read().value().registrations().get("listener"))
                    .isEqualTo(new Registration(DEPLOYED.minus(SKEW), null));
        });
        assertThat(runs).as("calls of a sweep").isGreaterThan(5);
    }

    @Test
    void a_sweeper_that_dies_at_any_moment_leaves_the_reconciliation_to_the_next() {
        int runs = beforeEachCall(world -> {
            world.withJourney();
            deliver(world.instance(JOURNEY, LISTENER), DEPLOYED);
            world.now = world.now.plus(SETTLE);
            try {
                world.disturb(() -> world.sweep(world.instance(JOURNEY, LISTENER)), OUTAGE);
            } catch (StoreUnavailableException e) {
                // It died.
            }
            for (int minute = 0; minute < 3; minute++) {
                world.now = world.now.plus(Duration.ofMinutes(1));
                world.sweep(world.instance(JOURNEY, LISTENER));
            }
            assertThat(world.reconciled).hasSizeBetween(1, 2).containsOnly(List.of("listener"));
            assertThat(world.table.read().value().registrations().get("listener"))
                    .isEqualTo(new Registration(DEPLOYED.minus(SKEW), null));
        });
        assertThat(runs).as("calls of a sweep").isGreaterThan(5);
    }
}
