package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.expecting;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.FaultyStore;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.failure.StoreThrottledException;
import io.daybook.kernel.failure.StoreUnavailableException;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import io.daybook.testtools.FaultyDynamoDb.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;

/** Whatever goes wrong on the way to DynamoDB: nothing is written twice, and the answer is true. */
final class FaultsTest {
    private final FaultyStore faulty = FaultyStore.make();
    private final StreamName stream = newStream();
    private final String claim = "test-email#" + UUID.randomUUID();

    @AfterEach
    void close() {
        faulty.close();
    }

    /** One commit as a plain put, and one with a claim and a receipt. */
    static Stream<Append> appends() {
        var plain = commit(newStream(), 1, 2);
        var rich = commit(newStream(), 1, 2);
        var receipt = new Receipt(rich.stream(), rich.metadata().commandId(), Outcome.Accepted.at(1));
        return Stream.of(Append.of(plain), new Append(rich, Set.of("test#" + UUID.randomUUID()), Set.of(), receipt));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DENIED", "SLOW"})
    void one_fault_does_no_harm(Fault fault) {
        appends().forEach(append -> {
            faulty.network().nextWrites(fault);
            assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Appended(append.commit()));
            faulty.network().deliverLate();
            assertThat(all(append)).containsExactly(append.commit());
            var receipt = append.receipt();
            assertThat(faulty.store().append(append))
                    .isEqualTo(
                            receipt == null
                                    ? new AppendResult.Duplicate(append.commit())
                                    : new AppendResult.AlreadySettled(receipt));
        });
    }

    @Test
    void an_answer_that_comes_too_late_does_no_harm() {
        faulty.network().nextWrites(Fault.SLOW);
        var commit = commit(stream, 1, 1);
        assertThat(faulty.store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(faulty.network().requests()).isEqualTo(2);
        assertThat(faulty.store().readForward(stream, 1, 10).commits()).containsExactly(commit);
    }

    @ParameterizedTest
    @MethodSource("appends")
    void nothing_is_written_where_every_attempt_was_throttled(Append append) {
        faulty.network().everyWrite(Fault.THROTTLED);
        assertThatThrownBy(() -> faulty.store().append(append)).isInstanceOf(StoreThrottledException.class);
        assertThat(faulty.network().requests()).isEqualTo(Writes.FAILURES_MAX);
        assertThat(all(append)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appends")
    void nothing_is_written_where_there_is_no_connection(Append append) {
        faulty.network().everyWrite(Fault.NO_CONNECTION);
        assertThatThrownBy(() -> faulty.store().append(append)).isInstanceOf(StoreUnavailableException.class);
        assertThat(faulty.network().requests()).isEqualTo(Writes.FAILURES_MAX);
        assertThat(all(append)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appends")
    void what_is_denied_is_not_tried_again(Append append) {
        faulty.network().everyWrite(Fault.DENIED);
        assertThatThrownBy(() -> faulty.store().append(append)).isInstanceOf(StoreUnavailableException.class);
        assertThat(faulty.network().requests()).isEqualTo(1);
        assertThat(all(append)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appends")
    void transactions_in_the_way_are_waited_for(Append append) {
        faulty.network().nextWrites(times(Writes.CONFLICTS_MAX - 1, Fault.BUSY));
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Appended(append.commit()));
    }

    @ParameterizedTest
    @MethodSource("appends")
    void transactions_that_stay_in_the_way_are_contention(Append append) {
        faulty.network().everyWrite(Fault.BUSY);
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Contended(Writes.CONFLICTS_MAX));
        assertThat(faulty.network().requests()).isEqualTo(Writes.CONFLICTS_MAX);
        assertThat(all(append)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("appends")
    void it_is_unknown_what_became_of_a_write_whose_answers_are_all_lost(Append append) {
        faulty.network().everyWrite(Fault.LOST_ANSWER);
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Unknown());
        assertThat(faulty.network().requests()).isEqualTo(Writes.FAILURES_MAX);
        assertThat(all(append)).containsExactly(append.commit());
    }

    @ParameterizedTest
    @MethodSource("appends")
    void an_unknown_write_keeps_the_cause_and_names_the_table(Append append) {
        faulty.network().everyWrite(Fault.LOST_ANSWER);
        assertThat(faulty.store().append(append)).isInstanceOfSatisfying(AppendResult.Unknown.class, unknown -> {
            assertThat(unknown.cause()).hasMessageContaining("daybook-events").hasCauseInstanceOf(SdkException.class);
        });
    }

    @ParameterizedTest
    @MethodSource("appends")
    void it_is_unknown_what_became_of_a_write_that_never_arrived(Append append) {
        faulty.network().everyWrite(Fault.LOST_REQUEST);
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Unknown());
        assertThat(all(append)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "BUSY", "DENIED", "NO_CONNECTION"})
    void a_refusal_does_not_settle_an_earlier_attempt_in_doubt(Fault refusal) {
        appends().forEach(append -> {
            var faults = times(20, refusal);
            faults[0] = Fault.LATE;
            faulty.network().nextWrites(faults);
            assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Unknown());
            faulty.network().deliverLate();
            assertThat(all(append)).containsExactly(append.commit());
        });
    }

    @Test
    void another_commit_settles_an_attempt_in_doubt() {
        var winner = commit(stream, 1, 1);
        faulty.store().append(Append.of(winner));
        faulty.network().nextWrites(Fault.LATE, Fault.ERROR_BEFORE);
        assertThat(faulty.store().append(Append.of(commit(stream, 1, 1)))).isEqualTo(new AppendResult.Conflict(winner));
        faulty.network().deliverLate();
        assertThat(faulty.store().readForward(stream, 1, 10).commits()).containsExactly(winner);
    }

    /** The claim may be freed, and then what is under way may still be taken. */
    @Test
    void a_taken_claim_does_not_settle_an_attempt_in_doubt() {
        var holder = commit(newStream(), 1, 1);
        faulty.store().append(new Append(holder, Set.of(claim), Set.of(), null));
        var append = new Append(commit(stream, 1, 1), Set.of(claim), Set.of(), null);
        faulty.network().nextWrites(Fault.LOST_REQUEST);
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Unknown());
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.ClaimTaken(claim));
    }

    @Test
    void a_claim_to_free_that_is_another_streams_is_left_alone_whatever_goes_wrong() {
        var holder = commit(newStream(), 1, 1);
        faulty.store().append(new Append(holder, Set.of(claim), Set.of(), null));
        var append = new Append(commit(stream, 1, 1), Set.of(), Set.of(claim), null);
        faulty.network().nextWrites(Fault.LATE, Fault.NONE, Fault.LOST_ANSWER);
        assertThat(faulty.store().append(append)).isEqualTo(new AppendResult.Appended(append.commit()));
        assertThat(all(append)).containsExactly(append.commit());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LATE", "ERROR_AFTER", "THROTTLED", "BUSY"})
    void one_fault_does_no_harm_to_raw_appends(Fault fault) {
        faulty.network().nextWrites(fault);
        assertThat(faulty.store().append(expecting(stream, 0, 1))).isInstanceOf(AppendResult.Appended.class);
        faulty.network().nextWrites(fault);
        assertThat(faulty.store().append(expecting(stream, 1, 1))).isInstanceOf(AppendResult.Appended.class);
        faulty.network().deliverLate();
        assertThat(faulty.store().readForward(stream, 1, 10).commits()).hasSize(2);
    }

    @Test
    void a_receipt_whose_answer_was_lost_stands() {
        var receipt = new Receipt(stream, "c1", new Outcome.NotFound());
        faulty.network().nextWrites(Fault.LOST_ANSWER);
        assertThat(faulty.store().settle(receipt)).isEqualTo(receipt.outcome());
    }

    @Test
    void it_may_be_unknown_whether_a_receipt_was_kept() {
        faulty.network().everyWrite(Fault.LOST_REQUEST);
        assertThat(faulty.store().settle(new Receipt(stream, "c1", new Outcome.NotFound())))
                .isInstanceOfSatisfying(
                        Outcome.Unknown.class,
                        unknown -> assertThat(unknown.cause()).isInstanceOf(StoreInDoubtException.class));
    }

    @Test
    void a_receipt_that_others_were_in_the_way_of_was_not_kept() {
        var receipt = new Receipt(stream, "c1", new Outcome.NotFound());
        faulty.network().everyWrite(Fault.BUSY);
        assertThat(faulty.store().settle(receipt)).isEqualTo(new Outcome.Contended(Writes.CONFLICTS_MAX));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROTTLED", "NO_CONNECTION", "LOST_REQUEST", "LOST_ANSWER", "ERROR_BEFORE", "ERROR_AFTER"})
    void a_read_is_tried_again_by_the_sdk_and_then_given_up(Fault fault) {
        faulty.network().everyRead(fault);
        assertThatThrownBy(() -> faulty.store().last(stream))
                .isInstanceOf(
                        fault == Fault.THROTTLED ? StoreThrottledException.class : StoreUnavailableException.class);
        assertThat(faulty.network().requests()).isEqualTo(FaultyStore.READ_ATTEMPTS);
    }

    private List<Commit> all(Append append) {
        return faulty.store().readForward(append.commit().stream(), 1, 10).commits();
    }

    private static Fault[] times(int times, Fault fault) {
        var faults = new Fault[times];
        Arrays.fill(faults, fault);
        return faults;
    }
}
