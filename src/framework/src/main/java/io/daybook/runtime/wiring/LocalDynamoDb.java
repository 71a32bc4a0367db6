package io.daybook.runtime.wiring;

import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The database of a laptop, where there is one. Nothing deployed has a bean of this type. */
public interface LocalDynamoDb {
    /** Whether the application uses it instead of the cloud's. */
    boolean isEnabled();

    /** Leads a client to this database. */
    void lead(DynamoDbClientBuilder builder);
}
