package io.daybook.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class CloudTemplateTest {
    private static final String TEMPLATE = """
            Resources:
              Loans:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub ${AWS::StackName}-loans
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification:
                    StreamViewType: NEW_IMAGE
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                    - {AttributeName: state, AttributeType: "N"}
                  KeySchema:
                    - {AttributeName: id, KeyType: HASH}
                  GlobalSecondaryIndexes:
                    - IndexName: by-state
                      KeySchema:
                        - {AttributeName: state, KeyType: HASH}
                        - {AttributeName: id, KeyType: RANGE}
                      Projection: {ProjectionType: KEYS_ONLY}
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Join ["-", [!Ref AWS::StackName, bucket]]
                  Tags: !Unknown {a: !GetAtt Loans.Arn}
            """;

    @Test
    void a_table_keeps_its_keys_indexes_billing_and_stream() {
        assertThat(CloudTemplate.parse(TEMPLATE).tables().values())
                .containsExactly(CreateTableRequest.builder()
                        .tableName("daybook-loans")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("id", ScalarAttributeType.S), attribute("state", ScalarAttributeType.N))
                        .keySchema(key("id", KeyType.HASH))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-state")
                                .keySchema(key("state", KeyType.HASH), key("id", KeyType.RANGE))
                                .projection(Projection.builder()
                                        .projectionType(ProjectionType.KEYS_ONLY)
                                        .build())
                                .build())
                        .streamSpecification(StreamSpecification.builder()
                                .streamEnabled(true)
                                .streamViewType(StreamViewType.NEW_IMAGE)
                                .build())
                        .build());
    }

    @Test
    void a_template_has_its_tables_by_their_logical_ids_in_its_order() {
        assertThat(CloudTemplate.parse(TEMPLATE).tables()).containsOnlyKeys("Loans");
        assertThat(CloudTemplate.load().tables())
                .extractingFromEntries(
                        table -> table.getKey() + " " + table.getValue().tableName())
                .containsExactly(
                        "LoansTable daybook-loans", "CardsTable daybook-cards", "ReadersTable daybook-readers");
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
