package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Condition;
import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.Writes.Answer;
import io.daybook.adapter.dynamodb.store.AppendTransaction.Reply;
import io.daybook.kernel.command.Outcome;
import io.daybook.kernel.command.Receipt;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.failure.StoreInDoubtException;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendResult;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Makes the conditional writes of commits and receipts. */
final class CommitWrites {
    private final DynamoDbClient client;
    private final Tables tables;
    private final Writes writes;

    CommitWrites(DynamoDbClient client, Tables tables, Writes writes) {
        this.client = client;
        this.tables = tables;
        this.writes = writes;
    }

    /** One conditional put. */
    AppendResult put(Commit commit) {
        var request = Condition.absent(Items.STREAM)
                .put(tables.events(), CommitItem.of(commit).attributes());
        return result(writes.write(inDoubt -> {
            try {
                client.putItem(request);
                return new AppendResult.Appended(commit);
            } catch (ConditionalCheckFailedException e) {
                return AppendTransaction.met(commit, e.item(), inDoubt);
            }
        }));
    }

    /**
     * Writes the commit with its claims and its receipt. A claim to free that belongs to another stream is left as it
     * is.
     */
    AppendResult transact(Append append) {
        var transaction = new AtomicReference<>(new AppendTransaction(tables, append));
        return result(writes.write(inDoubt -> attempt(transaction, inDoubt)));
    }

    Outcome settle(Receipt receipt) {
        var request = Condition.absent(Items.CLAIM).put(tables.claims(), Items.ofReceipt(receipt));
        Answer<Outcome> answer = writes.write(inDoubt -> {
            try {
                client.putItem(request);
                return receipt.outcome();
            } catch (ConditionalCheckFailedException e) {
                return Items.receipt(receipt, e.item()).outcomeFor(receipt.fingerprint());
            }
        });
        return switch (answer) {
            case Answer.Said<Outcome>(var standing, var _) -> standing;
            case Answer.Contended<Outcome>(var attempts) -> new Outcome.Contended(attempts);
            case Answer.Unknown<Outcome>(var cause) -> new Outcome.Unknown(cause);
        };
    }

    private AppendResult attempt(AtomicReference<AppendTransaction> transaction, boolean inDoubt) {
        while (true) {
            try {
                client.transactWriteItems(transaction.get().request());
                return new AppendResult.Appended(transaction.get().commit());
            } catch (TransactionCanceledException e) {
                switch (transaction
                        .get()
                        .reply(e.cancellationReasons(), inDoubt)
                        .orElseThrow(() -> e)) {
                    case Reply.Settled(var result) -> {
                        return result;
                    }
                    // Each attempt frees fewer claims, so this ends.
                    case Reply.NotHeld(var claims) -> transaction.updateAndGet(it -> it.without(claims));
                }
            }
        }
    }

    private static AppendResult result(Answer<AppendResult> answer) {
        return switch (answer) {
            // The holder of a claim may change, so an attempt that is still under way may be taken.
            case Answer.Said<AppendResult>(AppendResult.ClaimTaken _, var inDoubt)
            when inDoubt ->
                new AppendResult.Unknown(new StoreInDoubtException(
                        "an attempt had no answer, and the next one met a claim that is taken"));
            case Answer.Said<AppendResult>(var result, var _) -> result;
            case Answer.Contended<AppendResult>(var attempts) -> new AppendResult.Contended(attempts);
            case Answer.Unknown<AppendResult>(var cause) -> new AppendResult.Unknown(cause);
        };
    }
}
