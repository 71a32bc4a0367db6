package io.daybook.runtime.http;

import io.daybook.models.ModelCatalog;
import io.daybook.runtime.wiring.Model;
import io.daybook.testtools.DynamoDbForTests;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The same on the tables and indexes of the template. */
class DynamoAccessTest extends AccessContract {
    private static final DynamoDbClient CLIENT = DynamoDbForTests.client();

    DynamoAccessTest() {
        super(DynamoReads.fresh(CLIENT, Model.of(new ModelCatalog())));
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }
}
