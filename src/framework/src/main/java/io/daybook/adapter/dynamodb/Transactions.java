package io.daybook.adapter.dynamodb;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Makes one request of several actions: all of them are carried out, or none. */
public final class Transactions {
    private Transactions() {}

    /** The token is the same for every attempt, so that DynamoDB recognises a repetition. */
    public static TransactWriteItemsRequest request(List<TransactWriteItem> actions) {
        return TransactWriteItemsRequest.builder()
                .transactItems(actions)
                .clientRequestToken(UUID.randomUUID().toString())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT)
                .build();
    }

    /** Whether the transaction was cancelled because the condition of this action did not hold. */
    public static boolean failed(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }
}
