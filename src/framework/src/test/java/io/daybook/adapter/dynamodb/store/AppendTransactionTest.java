package io.daybook.adapter.dynamodb.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.store.AppendTransaction.Reply;
import io.daybook.fixture.Commits;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** What a cancelled transaction means, also in combinations that no test can bring about in a running DynamoDB. */
final class AppendTransactionTest {
    private static final Tables TABLES = new Tables("events", "snapshots", "claims", "sagas", "projections", "");
    private static final CancellationReason NONE = reason("None");
    private static final CancellationReason BUSY = reason("TransactionConflict");
    private static final CancellationReason FAILED = reason("ConditionalCheckFailed");

    private final StreamName stream = newStream();
    private final Commit mine = commit(stream, 5, 1, "c1");
    private final Commit repetition = commit(stream, 5, 1, "c1");
    private final Commit foreign = commit(stream, 5, 1, "c2");
    private final Receipt receipt = new Receipt(stream, "c1", Outcome.Accepted.at(5));
    private final Receipt earlier = new Receipt(stream, "c1", Outcome.Accepted.at(2));

    /** Its actions: commit, receipt, one claim to take, one to free. */
    private final AppendTransaction transaction =
            new AppendTransaction(TABLES, new Append(mine, Set.of("take"), Set.of("free"), receipt));

    @Test
    void my_own_write_whose_answer_was_lost_is_appended() {
        assertThat(transaction.reply(List.of(failed(mine), failed(receipt), NONE, NONE), true))
                .isEqualTo(settled(new AppendResult.Appended(mine)));
    }

    @Test
    void without_an_attempt_in_doubt_nothing_is_my_own_write() {
        assertThat(reply(failed(mine), failed(receipt), NONE, NONE))
                .isEqualTo(settled(new AppendResult.AlreadySettled(receipt)));
        assertThat(reply(failed(mine), NONE, NONE, NONE)).isEqualTo(settled(new AppendResult.Duplicate(mine)));
    }

    @Test
    void a_write_that_differs_in_one_word_is_not_my_own() {
        var more = new ArrayList<>(mine.events());
        more.add(Commits.event("{}"));
        var others = List.of(
                Commits.commit(stream, 5, more, mine.metadata()),
                Commits.commit(stream, 5, mine.events(), mine.metadata().at(Commits.AT.plusMillis(1))),
                repetition);
        for (var other : others) {
            assertThat(transaction.reply(List.of(failed(other), NONE, NONE, NONE), true))
                    .isEqualTo(settled(new AppendResult.Duplicate(other)));
            assertThat(transaction.reply(List.of(failed(other), failed(earlier), NONE, NONE), true))
                    .isEqualTo(settled(new AppendResult.AlreadySettled(earlier)));
        }
    }

    @Test
    void an_earlier_receipt_is_the_answer_whatever_else_failed() {
        var expected = settled(new AppendResult.AlreadySettled(earlier));
        assertThat(reply(NONE, failed(earlier), NONE, NONE)).isEqualTo(expected);
        assertThat(reply(failed(repetition), failed(earlier), NONE, NONE)).isEqualTo(expected);
        assertThat(reply(failed(foreign), failed(earlier), FAILED, FAILED)).isEqualTo(expected);
        assertThat(reply(BUSY, failed(earlier), NONE, NONE)).isEqualTo(expected);
    }

    @Test
    void the_commits_own_reason_comes_before_those_of_claims() {
        assertThat(reply(failed(foreign), NONE, FAILED, FAILED)).isEqualTo(settled(new AppendResult.Conflict(foreign)));
        assertThat(reply(failed(repetition), NONE, FAILED, NONE))
                .isEqualTo(settled(new AppendResult.Duplicate(repetition)));
    }

    @Test
    void a_claim_is_taken_only_where_the_commit_itself_had_no_obstacle() {
        assertThat(reply(NONE, NONE, FAILED, NONE)).isEqualTo(settled(new AppendResult.ClaimTaken("take")));
        assertThat(reply(NONE, NONE, FAILED, FAILED)).isEqualTo(settled(new AppendResult.ClaimTaken("take")));
        assertThat(reply(BUSY, NONE, FAILED, NONE)).isEmpty();
    }

    @Test
    void a_claim_to_free_that_is_not_held_is_left_out_of_the_next_attempt() {
        assertThat(reply(NONE, NONE, NONE, FAILED)).contains(new Reply.NotHeld(Set.of("free")));
        assertThat(transaction.without(Set.of("free")).request().transactItems())
                .hasSize(3);
    }

    @Test
    void technical_reasons_say_nothing_of_the_append() {
        assertThat(reply(NONE, NONE, BUSY, NONE)).isEmpty();
        assertThat(reply(reason("ThrottlingError"), NONE, NONE, NONE)).isEmpty();
        assertThat(transaction.reply(List.of(), true)).isEmpty();
    }

    @Test
    void each_decision_has_a_token_of_its_own() {
        var again = new AppendTransaction(TABLES, new Append(mine, Set.of("take"), Set.of("free"), receipt));
        assertThat(again.request().clientRequestToken())
                .isNotEqualTo(transaction.request().clientRequestToken());
    }

    @Test
    void more_claims_than_a_transaction_takes_are_refused() {
        var claims = IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.toSet());
        assertThatThrownBy(() -> new Append(mine, claims, Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a command takes and frees at most 98 claims at once, not 100");
    }

    private Optional<Reply> reply(CancellationReason... reasons) {
        return transaction.reply(List.of(reasons), false);
    }

    private static Optional<Reply> settled(AppendResult result) {
        return Optional.of(new Reply.Settled(result));
    }

    private static CancellationReason reason(String code) {
        return CancellationReason.builder().code(code).build();
    }

    private static CancellationReason failed(Commit there) {
        return failed(CommitItem.of(there).attributes());
    }

    private static CancellationReason failed(Receipt there) {
        return failed(Items.ofReceipt(there));
    }

    private static CancellationReason failed(Map<String, AttributeValue> there) {
        return FAILED.toBuilder().item(there).build();
    }
}
