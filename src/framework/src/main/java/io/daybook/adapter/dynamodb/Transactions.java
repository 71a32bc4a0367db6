package io.daybook.adapter.dynamodb;

import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Several actions as one request, of which all are taken or none. */
public final class Transactions {
    private Transactions() {}

    /** The token is the same for every attempt, so that DynamoDB itself recognises a repetition. */
    public static TransactWriteItemsRequest request(List<TransactWriteItem> actions) {
        return TransactWriteItemsRequest.builder()
                .transactItems(actions)
                .clientRequestToken(UUID.randomUUID().toString())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .overrideConfiguration(Writes.ONE_ATTEMPT)
                .build();
    }

    /** Whether this action is why the transaction was cancelled: its condition did not hold. */
    public static boolean failed(CancellationReason reason) {
        return "ConditionalCheckFailed".equals(reason.code());
    }
}
