package io.daybook.laptop.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

class TemplateTest {
    private static final String TEMPLATE = """
            Resources:
              Orders:
                Type: AWS::DynamoDB::Table
                Properties:
                  TableName: !Sub ${AWS::StackName}-orders
                  BillingMode: PAY_PER_REQUEST
                  StreamSpecification:
                    StreamViewType: NEW_IMAGE
                  AttributeDefinitions:
                    - {AttributeName: id, AttributeType: S}
                    - {AttributeName: status, AttributeType: "N"}
                  KeySchema:
                    - {AttributeName: id, KeyType: HASH}
                  GlobalSecondaryIndexes:
                    - IndexName: by-status
                      KeySchema:
                        - {AttributeName: status, KeyType: HASH}
                        - {AttributeName: id, KeyType: RANGE}
                      Projection: {ProjectionType: KEYS_ONLY}
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: !Join ["-", [!Ref AWS::StackName, bucket]]
                  Tags: !Unknown {a: !GetAtt Orders.Arn}
              OrdersFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Environment:
                    Variables:
                      QUARKUS_FUNQY_EXPORT: orders
                  Events:
                    Place: {Type: HttpApi, Properties: {Method: post, Path: "/orders/{id}"}}
                    Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
                    Alone: {Type: HttpApi}
                    Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
            """;

    @Test
    void a_table_keeps_its_keys_indexes_billing_and_stream() {
        assertThat(Template.parse(TEMPLATE).tables())
                .containsExactly(CreateTableRequest.builder()
                        .tableName("daybook-orders")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                attribute("id", ScalarAttributeType.S), attribute("status", ScalarAttributeType.N))
                        .keySchema(key("id", KeyType.HASH))
                        .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                .indexName("by-status")
                                .keySchema(key("status", KeyType.HASH), key("id", KeyType.RANGE))
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
    void an_http_event_is_a_route_of_its_function_and_one_without_a_path_is_the_default() {
        assertThat(Template.parse(TEMPLATE).routes())
                .containsExactly(
                        new Route("POST", "/orders/{id}", "orders"),
                        new Route(Route.DEFAULT, Route.DEFAULT, "orders"),
                        new Route(Route.DEFAULT, Route.DEFAULT, "orders"));
    }

    @Test
    void a_route_key_is_written_as_api_gateway_writes_it() {
        assertThat(List.of(new Route("GET", "/{proxy+}", "f"), new Route(Route.DEFAULT, Route.DEFAULT, "f")))
                .extracting(Route::routeKey)
                .containsExactly("GET /{proxy+}", "$default");
    }

    @Test
    void the_deployed_template_has_the_event_table_and_a_default_route() {
        Template deployed = Template.load();
        assertThat(deployed.tables()).extracting(CreateTableRequest::tableName).contains("daybook-events");
        assertThat(deployed.routes()).extracting(Route::routeKey).contains("$default");
        assertThat(deployed.routes()).extracting(Route::function).doesNotContain("");
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
