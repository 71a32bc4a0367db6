package io.daybook.kernel.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.daybook.fixture.ForwardingSagaTable;
import io.daybook.kernel.consume.Deadline;
import io.daybook.kernel.deliver.FailureListener;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.process.Trips.Command;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.send.CommandIds;
import io.daybook.kernel.sweep.SagaSweeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SagaSweeperTest {
    private final TripWorld world = new TripWorld();

    private SagaSweeper sweeper() {
        return new SagaSweeper(List.of(world.runner(call -> {})), world.table, () -> world.now, world.failures::add);
    }

    /** So many trips, each with a command that is still to be sent. */
    private void tripsInNeed(int count) {
        world.disturb((send, context) -> {
            throw new StoreUnavailableException("away", null);
        });
        for (int trip = 1; trip <= count; trip++) {
            world.happens(new StreamName("trip", "t" + trip), new Command.Plan(1));
        }
        world.disturb((send, context) -> null);
    }

    private List<String> steps() {
        return world.table.all("journey").stream()
                .map(SagaInstance::step)
                .distinct()
                .toList();
    }

    @Test
    void what_is_due_is_swept_page_by_page() {
        tripsInNeed(250);
        assertThat(sweeper().sweepDue(Deadline.none())).isZero();
        world.now = world.now.plus(Duration.ofMinutes(1));
        assertThat(sweeper().sweepDue(Deadline.none())).isEqualTo(250);
        assertThat(steps()).containsExactlyInAnyOrder("booked", "homeless");
        assertThat(sweeper().sweepDue(Deadline.none())).isZero();
    }

    @Test
    void one_that_fails_does_not_stop_the_others() {
        tripsInNeed(5);
        world.now = world.now.plus(Duration.ofMinutes(1));
        world.disturb((send, context) -> {
            if (context.commandId().equals(CommandIds.ofSaga("journey", "t3", 1, 0))) {
                throw new StoreUnavailableException("away", null);
            }
            return null;
        });
        assertThat(sweeper().sweepDue(Deadline.none())).isEqualTo(5);
        assertThat(world.table.all("journey").stream()
                        .filter(row -> !row.work().pending().isEmpty()))
                .extracting(SagaInstance::id)
                .containsExactly("t3");
    }

    @Test
    void a_runner_that_cannot_read_its_rows_leaves_them_due() {
        tripsInNeed(2);
        world.now = world.now.plus(Duration.ofMinutes(1));
        var failing = world.runner(call -> {
            throw new StoreUnavailableException("away", null);
        });
        assertThat(new SagaSweeper(List.of(failing), world.table, () -> world.now, world.failures::add)
                        .sweepDue(Deadline.none()))
                .isEqualTo(2);
        assertThat(sweeper().sweepDue(Deadline.none())).isEqualTo(2);
    }

    @Test
    void instances_of_a_saga_that_this_release_does_not_have_stay_and_make_way_for_the_others() {
        for (int n = 0; n < 150; n++) {
            world.table.save(SagaRows.dueAt(SagaRows.started("gone", "g" + n), world.now), List.of());
        }
        tripsInNeed(1);
        world.now = world.now.plus(Duration.ofMinutes(1));
        assertThat(sweeper().sweepDue(Deadline.none())).isEqualTo(151);
        assertThat(steps()).containsExactly("booked");
        var left = world.table.read("gone", "g0").orElseThrow();
        assertThat(left)
                .isEqualTo(SagaRows.atRevision(
                        SagaRows.dueAt(SagaRows.started("gone", "g0"), world.now.plus(Duration.ofMinutes(10))), 2));
        assertThat(sweeper().sweepDue(Deadline.none())).isZero();
    }

    @Test
    void a_defect_of_one_instance_makes_way_too() {
        tripsInNeed(1);
        world.now = world.now.plus(Duration.ofMinutes(1));
        var defective = world.runner(call -> {
            throw new IllegalStateException("a defect");
        });
        assertThat(new SagaSweeper(List.of(defective), world.table, () -> world.now, world.failures::add)
                        .sweepDue(Deadline.none()))
                .isEqualTo(1);
        assertThat(world.row().dueAt()).isEqualTo(world.now.plus(Duration.ofMinutes(10)));
        assertThat(world.row().work().pending()).hasSize(1);
        assertThat(world.failures)
                .filteredOn(failure -> failure.kind() == FailureListener.Kind.DEFECT)
                .extracting(FailureListener.Failure::error, FailureListener.Failure::correlationId)
                .containsExactly(tuple(
                        "the instance t1 could not be swept: IllegalStateException: a defect",
                        "correlation of trip-t1"));
    }

    @Test
    void an_instance_that_another_release_has_brought_to_rest_does_not_become_due_again() {
        var atRest = SagaRows.resting("gone", "g1");
        world.table.save(atRest, List.of());
        var indexBehind = new ForwardingSagaTable(world.table) {
            @Override
            public List<Due> due(Instant now, int limit) {
                return List.of(new Due("gone", "g1", now));
            }
        };
        new SagaSweeper(List.of(world.runner()), indexBehind, () -> world.now, world.failures::add)
                .sweepDue(Deadline.none());
        assertThat(world.table.read("gone", "g1")).contains(SagaRows.atRevision(atRest, 1));
    }

    @Test
    void nothing_is_begun_after_the_deadline() {
        tripsInNeed(3);
        world.now = world.now.plus(Duration.ofMinutes(1));
        var asked = new AtomicInteger();
        assertThat(sweeper().sweepDue(() -> true)).isZero();
        sweeper().sweepDue(() -> asked.getAndIncrement() > 0);
        assertThat(world.table.all("journey"))
                .allMatch(row -> row.work().pending().size() == 1);
    }
}
