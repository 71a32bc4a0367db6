package io.daybook.dynamodblocal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** Turns the properties of an {@code AWS::DynamoDB::Table} into the request that creates the table. */
final class TableTemplate {
    private TableTemplate() {}

    static CreateTableRequest request(JsonNode table) {
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.path("TableName").asText().replace("${AWS::StackName}", CloudTemplate.STACK_NAME))
                .billingMode(table.path("BillingMode").asText("PROVISIONED"))
                .attributeDefinitions(list(table.path("AttributeDefinitions"), TableTemplate::attribute))
                .keySchema(keys(table));
        if (table.has("ProvisionedThroughput")) {
            request.provisionedThroughput(throughput(table));
        }
        if (table.has("GlobalSecondaryIndexes")) {
            request.globalSecondaryIndexes(list(table.path("GlobalSecondaryIndexes"), TableTemplate::globalIndex));
        }
        if (table.has("LocalSecondaryIndexes")) {
            request.localSecondaryIndexes(list(table.path("LocalSecondaryIndexes"), TableTemplate::localIndex));
        }
        if (table.has("StreamSpecification")) {
            String view = table.at("/StreamSpecification/StreamViewType").asText();
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(view));
        }
        return request.build();
    }

    private static GlobalSecondaryIndex globalIndex(JsonNode index) {
        GlobalSecondaryIndex.Builder request = GlobalSecondaryIndex.builder()
                .indexName(index.path("IndexName").asText())
                .keySchema(keys(index))
                .projection(projection(index));
        if (index.has("ProvisionedThroughput")) {
            request.provisionedThroughput(throughput(index));
        }
        return request.build();
    }

    private static LocalSecondaryIndex localIndex(JsonNode index) {
        return LocalSecondaryIndex.builder()
                .indexName(index.path("IndexName").asText())
                .keySchema(keys(index))
                .projection(projection(index))
                .build();
    }

    private static Projection projection(JsonNode index) {
        JsonNode projection = index.path("Projection");
        Projection.Builder request = Projection.builder()
                .projectionType(projection.path("ProjectionType").asText());
        if (projection.has("NonKeyAttributes")) {
            request.nonKeyAttributes(list(projection.path("NonKeyAttributes"), JsonNode::asText));
        }
        return request.build();
    }

    private static AttributeDefinition attribute(JsonNode attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute.path("AttributeName").asText())
                .attributeType(attribute.path("AttributeType").asText())
                .build();
    }

    private static List<KeySchemaElement> keys(JsonNode tableOrIndex) {
        return list(
                tableOrIndex.path("KeySchema"),
                key -> KeySchemaElement.builder()
                        .attributeName(key.path("AttributeName").asText())
                        .keyType(key.path("KeyType").asText())
                        .build());
    }

    private static ProvisionedThroughput throughput(JsonNode tableOrIndex) {
        JsonNode throughput = tableOrIndex.path("ProvisionedThroughput");
        return ProvisionedThroughput.builder()
                .readCapacityUnits(throughput.path("ReadCapacityUnits").asLong())
                .writeCapacityUnits(throughput.path("WriteCapacityUnits").asLong())
                .build();
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> list.add(element.apply(node)));
        return list;
    }
}
