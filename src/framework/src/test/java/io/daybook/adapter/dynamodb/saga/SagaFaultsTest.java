package io.daybook.adapter.dynamodb.saga;

import static io.daybook.kernel.saga.SagaRows.atRevision;
import static io.daybook.kernel.saga.SagaRows.atStep;
import static io.daybook.kernel.saga.SagaRows.started;
import static io.daybook.kernel.saga.SagaRows.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.failure.Backoff;
import io.daybook.kernel.failure.StoreException;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.saga.HistoryStep;
import io.daybook.kernel.saga.SagaInstance;
import io.daybook.kernel.saga.SagaRows;
import io.daybook.kernel.saga.SagaTable;
import io.daybook.kernel.store.CommitTooLargeException;
import io.daybook.kernel.store.LimitWatch;
import io.daybook.testtools.DynamoDbForTests;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way to DynamoDB: a row is saved once, with its history, and the answer is true. */
final class SagaFaultsTest {
    private final FaultyStore faulty = FaultyStore.make();
    private final SagaTable table = table(faulty);
    private final String saga = "s" + UUID.randomUUID();

    @AfterEach
    void close() {
        faulty.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENIED", "SLOW"})
    void one_fault_does_no_harm(Fault fault) {
        for (int steps : new int[] {0, 3}) {
            var id = "with-" + steps;
            faulty.network().nextWrites(fault);
            var first = table.save(started(saga, id), steps(1, steps));
            assertThat(first).contains(atRevision(started(saga, id), 1));
            faulty.network().nextWrites(fault);
            var second = table.save(atStep(first.orElseThrow(), "paying"), steps(steps + 1, 2 * steps));
            assertThat(second).contains(atRevision(atStep(started(saga, id), "paying"), 2));
            faulty.network().deliverLate();
            assertThat(table.read(saga, id)).isEqualTo(second);
            assertThat(history(id)).isEqualTo(steps(1, 2 * steps));
        }
    }

    @Test
    void an_answer_that_comes_too_late_does_no_harm() {
        faulty.network().nextWrites(Fault.SLOW);
        var saved = table.save(started(saga, "a"), steps(1, 2));
        assertThat(saved).contains(atRevision(started(saga, "a"), 1));
        assertThat(faulty.network().requests()).isEqualTo(2);
        assertThat(table.read(saga, "a")).isEqualTo(saved);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LATE", "ERROR_AFTER"})
    void a_row_that_another_saved_meanwhile_is_never_taken_for_ones_own(Fault fault) {
        for (int steps : new int[] {0, 3}) {
            var id = "with-" + steps;
            var read = table.save(started(saga, id), List.of()).orElseThrow();
            var winner = table.save(atStep(read, "winner"), steps(1, 1));
            faulty.network().nextWrites(fault);
            assertThat(table.save(atStep(read, "loser"), steps(1, steps))).isEmpty();
            faulty.network().deliverLate();
            assertThat(table.read(saga, id)).isEqualTo(winner);
            assertThat(history(id)).isEqualTo(steps(1, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void what_arrives_after_another_has_saved_is_not_taken(int steps) {
        var read = table.save(started(saga, "a"), List.of()).orElseThrow();
        var first = new AtomicBoolean(true);
        faulty.network().follow(operation -> first.getAndSet(false) ? Fault.LATE : Fault.DENIED);
        assertInDoubt(atStep(read, "late"), steps(1, steps));
        faulty.network().nextWrites();
        var other = otherTable().save(atStep(read, "other"), steps(1, 2));
        faulty.network().deliverLate();
        assertThat(table.read(saga, "a")).isEqualTo(other).isPresent();
        assertThat(history("a")).isEqualTo(steps(1, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_write_whose_answers_are_all_lost_is_found_by_looking(int steps) {
        faulty.network().everyWrite(Fault.LOST_ANSWER);
        assertThat(table.save(started(saga, "a"), steps(1, steps))).contains(atRevision(started(saga, "a"), 1));
        assertThat(history("a")).isEqualTo(steps(1, steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void a_write_that_never_arrived_is_in_doubt_and_can_be_made_again(int steps) {
        faulty.network().everyWrite(Fault.LOST_REQUEST);
        assertInDoubt(started(saga, "a"), steps(1, steps));
        faulty.network().nextWrites();
        assertThat(table.read(saga, "a")).isEmpty();
        assertThat(table.save(started(saga, "a"), steps(1, steps))).isPresent();
    }

    @Test
    void a_write_is_in_doubt_where_looking_fails_as_well() {
        faulty.network().follow(operation -> Fault.LOST_ANSWER);
        assertInDoubt(started(saga, "a"), steps(1, 1));
        faulty.network().nextWrites();
        assertThat(table.read(saga, "a")).contains(atRevision(started(saga, "a"), 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void nothing_is_saved_where_every_attempt_was_refused(int steps) {
        refused(Fault.THROTTLED, StoreThrottledException.class, Writes.FAILURES_MAX, steps);
        refused(Fault.NO_CONNECTION, StoreUnavailableException.class, Writes.FAILURES_MAX, steps);
        refused(Fault.DENIED, StoreUnavailableException.class, 1, steps);
        refused(Fault.BUSY, StoreThrottledException.class, Writes.CONFLICTS_MAX, steps);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "NO_CONNECTION", "LOST_REQUEST", "LOST_ANSWER", "ERROR_BEFORE", "ERROR_AFTER"})
    void reads_that_fail_say_so(Fault fault) {
        table.save(started(saga, "a"), List.of());
        faulty.network().everyRead(fault);
        var expected = fault == Fault.THROTTLED ? StoreThrottledException.class : StoreUnavailableException.class;
        for (Runnable read : List.<Runnable>of(
                () -> table.read(saga, "a"),
                () -> table.due(SagaRows.AT, 1),
                () -> table.history(saga, "a", 1, 1),
                () -> table.atStep(saga, SagaRows.STEP, null, 1))) {
            assertThatThrownBy(read::run).isInstanceOf(expected);
        }
    }

    @Test
    void a_list_is_not_answered_without_the_rows_that_could_not_be_read() {
        table.save(started(saga, "a"), List.of());
        faulty.network().follow(operation -> operation.equals("BatchGetItem") ? Fault.LOST_ANSWER : Fault.NONE);
        assertThatThrownBy(() -> table.atStep(saga, SagaRows.STEP, null, 1))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void what_is_too_large_is_refused_before_any_write() {
        var large = SagaRows.waiting(saga, "a", 1, "{\"text\":\"" + "x".repeat(SagaSave.ITEM_BYTES_MAX) + "\"}");
        assertTooLarge(large, List.of());
        assertTooLarge(large, steps(1, 1));
        assertTooLarge(started(saga, "a"), List.of(step(1, SagaSave.ITEM_BYTES_MAX)));
        var many = LongStream.rangeClosed(1, 20)
                .mapToObj(number -> step(number, 250_000))
                .toList();
        assertTooLarge(started(saga, "a"), many);
        assertThat(table.read(saga, "a")).isEmpty();
    }

    @Test
    void an_instance_of_half_the_size_is_saved_and_told_once() {
        var told = new ArrayList<String>();
        var watched = new DynamoSagaTable(
                faulty.client(),
                Tables.ofStack(DynamoDbForTests.STACK_NAME),
                Backoff.none(),
                new LimitWatch(near -> told.add(near.limit() + " " + near.name())));
        var row = SagaRows.waiting(saga, "a", 1, "{\"text\":\"" + "x".repeat(SagaSave.ITEM_BYTES_MAX / 2) + "\"}");
        var saved = watched.save(row, List.of()).orElseThrow();
        assertThat(watched.save(saved, List.of())).isPresent();
        assertThat(told).containsExactly("SAGA " + SagaItems.keyText(saga, "a"));
    }

    private void assertTooLarge(SagaInstance row, List<HistoryStep> steps) {
        faulty.network().nextWrites();
        assertThatThrownBy(() -> table.save(row, steps)).isInstanceOf(CommitTooLargeException.class);
        assertThat(faulty.network().requests()).isZero();
    }

    private void assertInDoubt(SagaInstance row, List<HistoryStep> steps) {
        assertThatThrownBy(() -> table.save(row, steps)).isInstanceOf(StoreInDoubtException.class);
    }

    private void refused(Fault fault, Class<? extends StoreException> expected, int attempts, int steps) {
        faulty.network().everyWrite(fault);
        assertThatThrownBy(() -> table.save(started(saga, "a"), steps(1, steps)))
                .isInstanceOf(expected);
        assertThat(faulty.network().requests()).isEqualTo(attempts);
        assertThat(table.read(saga, "a")).isEqualTo(Optional.empty());
    }

    private List<HistoryStep> history(String id) {
        return table.history(saga, id, 1, SagaTable.PAGE_MAX);
    }

    private static HistoryStep step(long number, int bytes) {
        return SagaRows.step(number, "x".repeat(bytes));
    }

    private static SagaTable otherTable() {
        return new DynamoSagaTable(
                DynamoDbForTests.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    }

    private static SagaTable table(FaultyStore faulty) {
        return new DynamoSagaTable(faulty.client(), Tables.ofStack(DynamoDbForTests.STACK_NAME), Backoff.none());
    }
}
