package io.daybook.adapter.dynamodb.store;

import io.daybook.adapter.dynamodb.Tables;
import io.daybook.adapter.dynamodb.Transactions;
import io.daybook.adapter.dynamodb.Writes;
import io.daybook.adapter.dynamodb.Writes.Answer;
import io.daybook.adapter.dynamodb.store.AppendTransaction.Reply;
import io.daybook.kernel.event.Commit;
import io.daybook.kernel.store.Append;
import io.daybook.kernel.store.AppendLimits;
import io.daybook.kernel.store.AppendResult;
import io.daybook.kernel.store.MultiAppendResult;
import io.daybook.kernel.store.Receipt;
import io.daybook.kernel.store.StoreInDoubtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The conditional writes of commits and receipts. */
final class Appends {
    private final DynamoDbClient client;
    private final Tables tables;
    private final Writes writes;

    Appends(DynamoDbClient client, Tables tables, Writes writes) {
        this.client = client;
        this.tables = tables;
        this.writes = writes;
    }

    /** One conditional put. */
    AppendResult put(Commit commit) {
        var request =
                putNew(tables.events(), Items.STREAM, CommitItem.of(commit).attributes());
        return result(writes.write(inDoubt -> {
            try {
                client.putItem(request);
                return new AppendResult.Appended(commit);
            } catch (ConditionalCheckFailedException e) {
                return AppendTransaction.met(commit, e.item(), inDoubt);
            }
        }));
    }

    /** The commit with its claims and its receipt. A claim to free that is another stream's is left alone. */
    AppendResult transact(Append append) {
        var transaction = new AtomicReference<>(new AppendTransaction(tables, append));
        return result(writes.write(inDoubt -> attempt(transaction, inDoubt)));
    }

    /** All commits or none; each begins where its stream ended a moment ago. */
    MultiAppendResult putAll(List<Commit> commits) {
        AppendLimits.checkTogether(commits);
        var items = commits.stream().map(CommitItem::of).toList();
        var request = Transactions.request(items.stream()
                .map(item -> AppendTransaction.putCommit(tables, item))
                .toList());
        Answer<MultiAppendResult> answer = writes.write(inDoubt -> {
            try {
                client.transactWriteItems(request);
                return new MultiAppendResult.Appended(commits);
            } catch (TransactionCanceledException e) {
                return metAny(commits, e.cancellationReasons(), inDoubt).orElseThrow(() -> e);
            }
        });
        return switch (answer) {
            case Answer.Said<MultiAppendResult>(var result, var _) -> result;
            case Answer.Contended<MultiAppendResult>(var attempts) -> new MultiAppendResult.Contended(attempts);
            case Answer.Unknown<MultiAppendResult> _ -> new MultiAppendResult.Unknown();
        };
    }

    Optional<Receipt> settle(Receipt receipt) {
        var request = putNew(tables.claims(), Items.CLAIM, Items.ofReceipt(receipt));
        var answer = writes.write(inDoubt -> {
            try {
                client.putItem(request);
                return receipt;
            } catch (ConditionalCheckFailedException e) {
                return Items.receipt(receipt, e.item());
            }
        });
        return switch (answer) {
            case Answer.Said<Receipt>(var standing, var _) -> Optional.of(standing);
            case Answer.Contended<Receipt> _, Answer.Unknown<Receipt> _ -> Optional.empty();
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
                    // Frees fewer each time, so that it ends.
                    case Reply.NotHeld(var claims) -> transaction.updateAndGet(it -> it.without(claims));
                }
            }
        }
    }

    private static AppendResult result(Answer<AppendResult> answer) {
        return switch (answer) {
            // Who holds a claim changes, so that an attempt still under way may yet be taken.
            case Answer.Said<AppendResult>(AppendResult.ClaimTaken _, var inDoubt)
            when inDoubt ->
                new AppendResult.Unknown(new StoreInDoubtException(
                        "an attempt had no answer, and the next one met a claim that is taken"));
            case Answer.Said<AppendResult>(var result, var _) -> result;
            case Answer.Contended<AppendResult>(var attempts) -> new AppendResult.Contended(attempts);
            case Answer.Unknown<AppendResult>(var cause) -> new AppendResult.Unknown(cause);
        };
    }

    /** Empty where the transaction was cancelled for technical reasons. What is foreign comes first. */
    private static Optional<MultiAppendResult> metAny(
            List<Commit> commits, List<CancellationReason> reasons, boolean inDoubt) {
        var met = new ArrayList<AppendResult>();
        for (int i = 0; i < Math.min(commits.size(), reasons.size()); i++) {
            if (Transactions.failed(reasons.get(i))) {
                var result =
                        AppendTransaction.met(commits.get(i), reasons.get(i).item(), inDoubt);
                if (result instanceof AppendResult.Conflict(var winner)) {
                    return Optional.of(new MultiAppendResult.Conflict(commits.get(i).stream(), winner));
                }
                met.add(result);
            }
        }
        return met.isEmpty() ? Optional.empty() : Optional.of(repeated(commits, met));
    }

    /** My own write only where every commit of it is there, each of them mine. */
    private static MultiAppendResult repeated(List<Commit> commits, List<AppendResult> met) {
        var there = met.stream().map(Appends::commit).toList();
        if (there.size() < commits.size()) {
            return new MultiAppendResult.Conflict(there.getFirst().stream(), there.getFirst());
        }
        return met.stream().allMatch(AppendResult.Appended.class::isInstance)
                ? new MultiAppendResult.Appended(there)
                : new MultiAppendResult.Duplicate(there);
    }

    private static Commit commit(AppendResult met) {
        return switch (met) {
            case AppendResult.Appended(var commit) -> commit;
            case AppendResult.Duplicate(var commit) -> commit;
            case AppendResult.Conflict _,
                    AppendResult.ClaimTaken _,
                    AppendResult.AlreadySettled _,
                    AppendResult.Contended _,
                    AppendResult.Unknown _ -> throw new IllegalArgumentException("no commit of this command: " + met);
        };
    }

    private static PutItemRequest putNew(String table, String key, Map<String, AttributeValue> item) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", key))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT)
                .build();
    }
}
