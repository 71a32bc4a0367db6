package io.daybook.runtime.beans;

import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** The database of a laptop. A deployed application has no bean of this type. */
public interface LocalDynamoDb {
    /** Whether the application uses it instead of the cloud's. */
    boolean isEnabled();

    /** Makes a client use this database. */
    void lead(DynamoDbClientBuilder builder);
}
