package io.daybook.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbLocalTest {
    private static final Map<String, AttributeValue> ITEM = Map.of("card", AttributeValue.fromS("card#ada"));

    /** For tests of what a running one does; each leaves it without tables. */
    private static DynamoDbLocal shared;

    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        shared = DynamoDbLocal.inMemory();
        client = shared.client();
    }

    @AfterAll
    static void end() {
        client.close();
        shared.close();
    }

    @AfterEach
    void deleteTables() {
        client.listTables().tableNames().forEach(table -> client.deleteTable(delete -> delete.tableName(table)));
    }

    @Test
    void the_tables_of_the_template_are_created_once_and_then_left_as_they_are() {
        CloudTemplate template = CloudTemplate.load();
        template.createTables(client);
        client.putItem(put -> put.tableName("daybook-cards").item(ITEM));
        template.createTables(client);
        assertThat(client.listTables().tableNames()).contains("daybook-loans", "daybook-cards");
        assertThat(cards(client)).containsExactly(ITEM);
    }

    @Test
    void a_table_of_an_earlier_release_gets_the_indexes_that_it_lacks() {
        client.createTable(keyed("daybook-readers", "key"));
        client.putItem(put -> put.tableName("daybook-readers")
                .item(Map.of(
                        "key", AttributeValue.fromS("readers#1#r1"),
                        "town", AttributeValue.fromS("readers#1#london"),
                        "townSort", AttributeValue.fromS("\0r1"))));
        CloudTemplate.load().createTables(client);
        assertThat(client.query(query -> query.tableName("daybook-readers")
                                .indexName("town")
                                .keyConditionExpression("town = :town")
                                .expressionAttributeValues(Map.of(":town", AttributeValue.fromS("readers#1#london")))
                                .limit(10))
                        .items())
                .hasSize(1);
        assertThat(client.describeTable(describe -> describe.tableName("daybook-readers"))
                        .table()
                        .globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactlyInAnyOrder("town", "word");
    }

    @Test
    void a_table_with_other_keys_is_said_with_the_remedy() {
        client.createTable(keyed("daybook-readers", "reader"));
        assertThatThrownBy(() -> CloudTemplate.load().createTables(client))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("daybook-readers")
                .hasMessageContaining("daybook.local.data-directory");
    }

    private static CreateTableRequest keyed(String table, String key) {
        return CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .build();
    }

    @Test
    void data_in_a_directory_is_there_again_and_locked_against_a_second_process(@TempDir Path directory) {
        DynamoDbLocal.Settings settings = new DynamoDbLocal.Settings(DynamoDbLocal.DEFAULT_JARS, 0, directory);
        try (DynamoDbLocal first = DynamoDbLocal.start(settings);
                DynamoDbClient client = first.client()) {
            CloudTemplate.load().createTables(client);
            client.putItem(put -> put.tableName("daybook-cards").item(ITEM));
            assertThatThrownBy(() -> DynamoDbLocal.start(settings))
                    .isInstanceOf(LocalRuntimeException.class)
                    .hasMessageContaining(directory + " is in use by another process");
        }
        try (DynamoDbLocal second = DynamoDbLocal.start(settings);
                DynamoDbClient client = second.client()) {
            assertThat(cards(client)).containsExactly(ITEM);
        }
    }

    @Test
    void a_taken_port_gives_way_to_a_free_one() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                DynamoDbLocal database = DynamoDbLocal.start(
                        new DynamoDbLocal.Settings(DynamoDbLocal.DEFAULT_JARS, taken.getLocalPort(), null));
                DynamoDbClient client = database.client()) {
            assertThat(database.port()).isNotEqualTo(taken.getLocalPort());
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void missing_jars_are_said_with_the_remedy(@TempDir Path empty) {
        assertThatThrownBy(() -> DynamoDbLocal.start(new DynamoDbLocal.Settings(empty.resolve("none"), 0, null)))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("./mvnw process-resources");
    }

    @Test
    void a_signal_that_also_reaches_the_child_does_not_end_it_before_its_parent() {
        try (DynamoDbLocal database = DynamoDbLocal.inMemory();
                DynamoDbClient client = database.client()) {
            assertThat(database.process().toHandle().destroy()).isTrue();
            assertThatThrownBy(() -> database.process().onExit().get(1, TimeUnit.SECONDS))
                    .isInstanceOf(TimeoutException.class);
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void the_end_of_the_parents_pipe_ends_the_child() throws Exception {
        DynamoDbLocal database = DynamoDbLocal.inMemory();
        database.process().getOutputStream().close();
        assertThat(database.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    /** On Linux the whole of 127/8 leads to this machine; a server on all interfaces would answer there. */
    @Test
    void it_listens_on_one_address_of_this_machine_only() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", shared.port()).close()).isInstanceOf(ConnectException.class);
    }

    /** By itself it does what such a request asks for, and only says who may read the answer. */
    @Test
    void a_page_in_a_browser_is_refused_whatever_its_origin_and_by_whatever_name_it_comes() throws Exception {
        assertThat(posted("Host: localhost:" + shared.port())).startsWith("HTTP/1.1 200 ");
        assertThat(client.listTables().tableNames()).containsExactly("made-by-hand");
        client.deleteTable(delete -> delete.tableName("made-by-hand"));
        for (String headers : List.of(
                "Host: localhost\r\nOrigin: https://attacker.example",
                "Host: localhost\r\nOrigin: http://localhost:" + shared.port(),
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nOrigin:",
                "Host: attacker.example",
                "Host: localhost.attacker.example:" + shared.port())) {
            assertThat(posted(headers))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContainIgnoringCase("Access-Control-Allow-Origin");
        }
        assertThat(client.listTables().tableNames()).isEmpty();
    }

    private static String posted(String headers) throws IOException {
        String body = "{\"TableName\":\"made-by-hand\",\"BillingMode\":\"PAY_PER_REQUEST\","
                + "\"AttributeDefinitions\":[{\"AttributeName\":\"a\",\"AttributeType\":\"S\"}],"
                + "\"KeySchema\":[{\"AttributeName\":\"a\",\"KeyType\":\"HASH\"}]}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shared.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n"
                                    + "X-Amz-Target: DynamoDB_20120810.CreateTable\r\n"
                                    + "Content-Type: application/x-amz-json-1.0\r\n"
                                    + "Authorization: AWS4-HMAC-SHA256 Credential=local/20261126/us-east-1/dynamodb/aws4_request,"
                                    + " SignedHeaders=host, Signature=0\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<Map<String, AttributeValue>> cards(DynamoDbClient client) {
        return client.scan(scan -> scan.tableName("daybook-cards").limit(10)).items();
    }
}
