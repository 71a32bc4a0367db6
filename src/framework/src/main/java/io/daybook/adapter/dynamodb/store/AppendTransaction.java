package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Attributes;
import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A commit with its receipt and claims as one transaction, and what its cancellation means. The order of the actions
 * is: commit, receipt, claims to take, claims to free.
 */
final class AppendTransaction {
    private final Tables tables;
    private final Append append;
    private final CommitItem item;
    private final List<String> acquire;
    private final List<String> release;
    private final TransactWriteItemsRequest request;

    AppendTransaction(Tables tables, Append append) {
        this(tables, append, CommitItem.of(append.commit()), append.release());
    }

    private AppendTransaction(Tables tables, Append append, CommitItem item, Set<String> release) {
        this.tables = tables;
        this.append = append;
        this.item = item;
        this.acquire = List.copyOf(append.acquire());
        this.release = List.copyOf(release);
        this.request = Transactions.request(actions());
    }

    /** The same, without freeing these claims. */
    AppendTransaction without(Set<String> claims) {
        var fewer = new HashSet<>(release);
        fewer.removeAll(claims);
        return new AppendTransaction(tables, append, item, fewer);
    }

    private List<TransactWriteItem> actions() {
        var actions = new ArrayList<TransactWriteItem>();
        actions.add(Condition.absent(Items.STREAM).putAction(tables.events(), item.attributes()));
        var receipt = append.receipt();
        if (receipt != null) {
            actions.add(Condition.absent(Items.CLAIM).putAction(tables.claims(), Items.ofReceipt(receipt)));
        }
        var stream = append.commit().stream();
        var freeOrMine =
                Condition.absent(Items.CLAIM).or(Condition.equal(Items.OWNER, Attributes.text(stream.toString())));
        acquire.forEach(claim -> actions.add(freeOrMine.putAction(tables.claims(), Items.ofClaim(claim, stream))));
        release.forEach(claim -> actions.add(freeOrMine.deleteAction(tables.claims(), Items.claimKey(claim))));
        return actions;
    }

    /** The result of the transaction. */
    sealed interface Reply {
        record Settled(AppendResult result) implements Reply {}

        /** These claims were to be freed but belong to other streams; nothing else was in the way. */
        record NotHeld(Set<String> claims) implements Reply {}
    }

    Commit commit() {
        return append.commit();
    }

    TransactWriteItemsRequest request() {
        return request;
    }

    /**
     * Empty if the transaction was cancelled for technical reasons.
     *
     * @param inDoubt whether an earlier attempt may have been taken
     */
    Optional<Reply> reply(List<CancellationReason> reasons, boolean inDoubt) {
        if (reasons.size() != request.transactItems().size()) {
            return Optional.empty();
        }
        var ofCommit = reasons.getFirst();
        var standing = standing(reasons);
        var met = Transactions.failed(ofCommit) ? met(append.commit(), ofCommit.item(), inDoubt) : null;
        if (standing.isPresent() && !(met instanceof AppendResult.Appended)) {
            return settled(new AppendResult.AlreadySettled(standing.get()));
        }
        if (met != null) {
            return settled(met);
        }
        return "None".equals(ofCommit.code()) ? ofClaims(reasons) : Optional.empty();
    }

    /**
     * What it means that a commit has the key already. It is this one only if an earlier attempt may have been taken
     * and everything is equal. Otherwise the same command id means a repetition.
     *
     * @param inDoubt whether an earlier attempt may have been taken
     */
    static AppendResult met(Commit mine, Map<String, AttributeValue> item, boolean inDoubt) {
        if (item.isEmpty()) {
            return new AppendResult.Conflict(null);
        }
        var there = Items.commit(item);
        if (inDoubt && there.equals(mine)) {
            return new AppendResult.Appended(there);
        }
        return there.metadata().commandId().equals(mine.metadata().commandId())
                ? new AppendResult.Duplicate(there)
                : new AppendResult.Conflict(there);
    }

    private Optional<Receipt> standing(List<CancellationReason> reasons) {
        var receipt = append.receipt();
        return receipt != null && Transactions.failed(reasons.get(1))
                ? Optional.of(Items.receipt(receipt, reasons.get(1).item()))
                : Optional.empty();
    }

    private Optional<Reply> ofClaims(List<CancellationReason> reasons) {
        int first = append.receipt() == null ? 1 : 2;
        for (int i = 0; i < acquire.size(); i++) {
            if (Transactions.failed(reasons.get(first + i))) {
                return settled(new AppendResult.ClaimTaken(acquire.get(i)));
            }
        }
        var notHeld = new HashSet<String>();
        for (int i = 0; i < release.size(); i++) {
            if (Transactions.failed(reasons.get(first + acquire.size() + i))) {
                notHeld.add(release.get(i));
            }
        }
        return notHeld.isEmpty() ? Optional.empty() : Optional.of(new Reply.NotHeld(notHeld));
    }

    private static Optional<Reply> settled(AppendResult result) {
        return Optional.of(new Reply.Settled(result));
    }
}
