package io.daybook.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static final String CONDITIONAL = """
            Parameters:
              Stage: {Type: String, Default: dev}
              Key: {Type: String, Default: ""}
              Count: {Type: Number, Default: 0}
            Conditions:
              InProduction: !Equals [!Ref Stage, prod]
              HasKey: !Not [!Equals [!Ref Key, ""]]
              Small: !Or [!Condition HasKey, !Equals [0, !Ref Count]]
              Both: !And [!Condition Small, !Condition InProduction]
            Resources:
              Kept:
                Condition: Small
                Type: AWS::SQS::Queue
                Properties:
                  Delay: !If [Both, 1, !If [Small, 2, 3]]
                  Key: !If [HasKey, !Ref Key, !Ref AWS::NoValue]
                  Names: [a, !If [HasKey, b, !Ref AWS::NoValue], !If [Small, !GetAtt Other.Arn, c]]
                  Settings: !If [InProduction, {size: 1}, {size: 2}]
              Dropped: {Condition: Both, Type: AWS::SQS::Queue}
            """;

    @Test
    void conditions_hold_as_if_every_parameter_had_its_default() {
        assertThat(CloudTemplate.parse(CONDITIONAL)
                        .root()
                        .path("Resources")
                        .toString()
                        .replace("\"", ""))
                .isEqualTo("{Kept:{Condition:Small,Type:AWS::SQS::Queue,Properties:"
                        + "{Delay:2,Names:[a,Other.Arn],Settings:{size:2}}}}");
    }

    @Test
    void a_condition_that_cannot_be_evaluated_is_named() {
        assertThatThrownBy(() -> CloudTemplate.parse(
                        CONDITIONAL.replace("!Equals [!Ref Stage, prod]", "!FindInMap [Stages, !Ref Stage, prod]")))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessageContaining("The condition InProduction of the template uses !FindInMap");
        assertThatThrownBy(() -> CloudTemplate.parse(CONDITIONAL.replace("[InProduction, {", "[InTest, {")))
                .isInstanceOf(LocalRuntimeException.class)
                .hasMessage("The template has no condition InTest");
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
