package io.daybook.kernel.store;

import static io.daybook.fixture.Commits.commit;
import static io.daybook.fixture.Commits.newStream;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.event.StreamName;
import io.daybook.testtools.Race;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every event store does with claims and receipts, in one transaction with a commit. */
public abstract class EventStoreClaimsContract {
    private final StreamName stream = newStream();
    private final StreamName other = newStream();
    private final String claim = "test-email#" + UUID.randomUUID();

    protected abstract EventStore store();

    @Test
    void a_claim_that_is_free_is_taken_with_the_commit() {
        var commit = commit(stream, 1, 1);
        assertThat(store().append(taking(commit, claim))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(store().append(taking(commit(other, 1, 1), claim))).isEqualTo(new AppendResult.ClaimTaken(claim));
        assertThat(store().last(other)).isEmpty();
    }

    @Test
    void a_stream_may_take_again_what_it_holds() {
        store().append(taking(commit(stream, 1, 1), claim));
        var second = commit(stream, 2, 1);
        assertThat(store().append(taking(second, claim))).isEqualTo(new AppendResult.Appended(second));
    }

    @Test
    void of_several_claims_the_one_that_is_taken_is_named() {
        store().append(taking(commit(other, 1, 1), claim));
        var append = new Append(commit(stream, 1, 1), Set.of(claim + "-a", claim, claim + "-b"), Set.of(), null);
        assertThat(store().append(append)).isEqualTo(new AppendResult.ClaimTaken(claim));
        var free = commit(newStream(), 1, 1);
        assertThat(store().append(taking(free, claim + "-a"))).isEqualTo(new AppendResult.Appended(free));
    }

    @Test
    void a_claim_that_is_freed_can_be_taken_by_another_stream() {
        store().append(taking(commit(stream, 1, 1), claim));
        store().append(freeing(commit(stream, 2, 1), claim));
        var commit = commit(other, 1, 1);
        assertThat(store().append(taking(commit, claim))).isEqualTo(new AppendResult.Appended(commit));
    }

    @Test
    void one_claim_is_exchanged_for_another() {
        store().append(taking(commit(stream, 1, 1), claim));
        store().append(new Append(commit(stream, 2, 1), Set.of(claim + "-new"), Set.of(claim), null));
        var old = commit(other, 1, 1);
        assertThat(store().append(taking(old, claim))).isEqualTo(new AppendResult.Appended(old));
        assertThat(store().append(taking(commit(other, 2, 1), claim + "-new")))
                .isEqualTo(new AppendResult.ClaimTaken(claim + "-new"));
    }

    @Test
    void freeing_what_another_stream_holds_leaves_it_to_that_stream() {
        store().append(taking(commit(other, 1, 1), claim));
        var commit = commit(stream, 1, 1);
        assertThat(store().append(freeing(commit, claim))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(store().append(taking(commit(stream, 2, 1), claim))).isEqualTo(new AppendResult.ClaimTaken(claim));
    }

    @Test
    void freeing_what_nobody_holds_is_no_obstacle() {
        var commit = commit(stream, 1, 1);
        assertThat(store().append(freeing(commit, claim))).isEqualTo(new AppendResult.Appended(commit));
    }

    @Test
    void a_lost_race_is_told_before_a_taken_claim() {
        store().append(taking(commit(other, 1, 1), claim));
        var winner = append(stream, 1, 1);
        assertThat(store().append(taking(commit(stream, 1, 1), claim))).isEqualTo(new AppendResult.Conflict(winner));
    }

    @Test
    void a_duplicate_is_told_before_a_taken_claim() {
        store().append(taking(commit(other, 1, 1), claim));
        var first = commit(stream, 1, 1, "c1");
        store().append(Append.of(first));
        assertThat(store().append(taking(commit(stream, 1, 1, "c1"), claim)))
                .isEqualTo(new AppendResult.Duplicate(first));
    }

    @Test
    void of_sixteen_streams_that_take_one_claim_exactly_one_holds_it() {
        var results = Race.of(16, runner -> store().append(taking(commit(newStream(), 1, 1), claim)));
        var holders =
                results.stream().filter(AppendResult.Appended.class::isInstance).toList();
        assertThat(holders).hasSize(1);
        assertThat(results)
                .allMatch(result -> holders.contains(result)
                        || result.equals(new AppendResult.ClaimTaken(claim))
                        || result instanceof AppendResult.Contended);
    }

    @Test
    void a_receipt_is_settled_once() {
        var first = new Receipt(stream, "c1", new Outcome.Rejected("no-way", "There is \"no\" way."));
        assertThat(store().settle(first)).isEqualTo(first.outcome());
        assertThat(store().settle(new Receipt(stream, "c1", new Outcome.Unchanged(7))))
                .isEqualTo(first.outcome());
        assertThat(store().settle(first)).isEqualTo(first.outcome());
    }

    @Test
    void every_kind_of_outcome_is_remembered() {
        var outcomes = List.of(
                Outcome.Accepted.at(3),
                new Outcome.Unchanged(Long.MAX_VALUE),
                new Outcome.Rejected("a-code", ""),
                new Outcome.NotFound());
        for (int i = 0; i < outcomes.size(); i++) {
            var receipt = new Receipt(stream, "c" + i, outcomes.get(i));
            store().settle(receipt);
            assertThat(store().settle(new Receipt(stream, "c" + i, new Outcome.Unchanged(0))))
                    .isEqualTo(receipt.outcome());
        }
    }

    @Test
    void receipts_of_one_command_id_on_two_streams_are_two() {
        var first = new Receipt(stream, "c1", new Outcome.NotFound());
        var second = new Receipt(other, "c1", new Outcome.Unchanged(1));
        store().settle(first);
        assertThat(store().settle(second)).isEqualTo(second.outcome());
    }

    @Test
    void a_receipt_and_a_claim_of_the_same_name_are_two() {
        store().settle(new Receipt(stream, "c1", new Outcome.NotFound()));
        var commit = commit(other, 1, 1);
        assertThat(store().append(taking(commit, stream + "#c1"))).isEqualTo(new AppendResult.Appended(commit));
    }

    @Test
    void a_commit_with_a_receipt_settles_its_command() {
        var receipt = new Receipt(stream, "c1", Outcome.Accepted.at(1));
        var commit = commit(stream, 1, 1, "c1");
        assertThat(store().append(keeping(commit, receipt))).isEqualTo(new AppendResult.Appended(commit));
        assertThat(store().settle(new Receipt(stream, "c1", new Outcome.NotFound())))
                .isEqualTo(receipt.outcome());
    }

    @Test
    void a_settled_command_is_not_appended_again_wherever_the_stream_is() {
        var receipt = new Receipt(stream, "c1", Outcome.Accepted.at(1));
        store().append(keeping(commit(stream, 1, 1, "c1"), receipt));
        var again = new Receipt(stream, "c1", Outcome.Accepted.at(2));
        assertThat(store().append(keeping(commit(stream, 2, 1, "c1"), again)))
                .isEqualTo(new AppendResult.AlreadySettled(receipt));
        assertThat(store().append(keeping(commit(stream, 1, 1, "c1"), receipt)))
                .isEqualTo(new AppendResult.AlreadySettled(receipt));
        assertThat(store().last(stream).orElseThrow().lastVersion()).isEqualTo(1);
    }

    @Test
    void a_command_that_was_rejected_for_ever_is_not_appended_later() {
        var rejected = new Receipt(stream, "c1", new Outcome.Rejected("no-way", "No."));
        store().settle(rejected);
        var receipt = new Receipt(stream, "c1", Outcome.Accepted.at(1));
        assertThat(store().append(keeping(commit(stream, 1, 1, "c1"), receipt)))
                .isEqualTo(new AppendResult.AlreadySettled(rejected));
        assertThat(store().last(stream)).isEmpty();
    }

    @Test
    void a_commit_that_lost_its_race_leaves_neither_receipt_nor_claim() {
        var winner = append(stream, 1, 1);
        var receipt = new Receipt(stream, "c1", Outcome.Accepted.at(1));
        var append = new Append(commit(stream, 1, 1, "c1"), Set.of(claim), Set.of(), receipt);
        assertThat(store().append(append)).isEqualTo(new AppendResult.Conflict(winner));
        var settled = new Receipt(stream, "c1", new Outcome.Unchanged(1));
        assertThat(store().settle(settled)).isEqualTo(settled.outcome());
        var commit = commit(other, 1, 1);
        assertThat(store().append(taking(commit, claim))).isEqualTo(new AppendResult.Appended(commit));
    }

    @Test
    void one_command_with_a_receipt_sent_eight_times_at_once_is_appended_once() {
        var receipt = new Receipt(stream, "c1", Outcome.Accepted.at(1));
        var results = Race.of(8, runner -> store().append(keeping(commit(stream, 1, 1, "c1"), receipt)));
        assertThat(results.stream().filter(AppendResult.Appended.class::isInstance))
                .hasSize(1);
        assertThat(results)
                .allMatch(result -> result instanceof AppendResult.Appended
                        || result.equals(new AppendResult.AlreadySettled(receipt))
                        || result instanceof AppendResult.Contended);
        assertThat(store().readForward(stream, 1, 10).commits()).hasSize(1);
    }

    private Commit append(StreamName to, long firstVersion, int events) {
        var commit = commit(to, firstVersion, events);
        assertThat(store().append(Append.of(commit))).isEqualTo(new AppendResult.Appended(commit));
        return commit;
    }

    private static Append taking(Commit commit, String claim) {
        return new Append(commit, Set.of(claim), Set.of(), null);
    }

    private static Append freeing(Commit commit, String claim) {
        return new Append(commit, Set.of(), Set.of(claim), null);
    }

    private static Append keeping(Commit commit, Receipt receipt) {
        return new Append(commit, Set.of(), Set.of(), receipt);
    }
}
