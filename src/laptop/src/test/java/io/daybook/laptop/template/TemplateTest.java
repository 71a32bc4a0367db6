package io.daybook.laptop.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.laptop.pump.StreamMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateTest {
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
                  Tags: !Unknown {a: !GetAtt Loans.Arn}
              LoansFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Environment:
                    Variables:
                      QUARKUS_FUNQY_EXPORT: loans
                  Events:
                    Place: {Type: HttpApi, Properties: {Method: post, Path: "/loans/{id}"}}
                    Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
                    Alone: {Type: HttpApi}
                    Nightly: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
            """;

    @Test
    void an_http_event_is_a_route_of_its_function_and_one_without_a_path_is_the_default() {
        assertThat(new Template(CloudTemplate.parse(TEMPLATE)).routes())
                .containsExactly(
                        new Route("POST", "/loans/{id}", "loans"),
                        new Route(Route.DEFAULT, Route.DEFAULT, "loans"),
                        new Route(Route.DEFAULT, Route.DEFAULT, "loans"));
    }

    @Test
    void a_route_key_is_written_as_api_gateway_writes_it() {
        assertThat(List.of(new Route("GET", "/{proxy+}", "f"), new Route(Route.DEFAULT, Route.DEFAULT, "f")))
                .extracting(Route::routeKey)
                .containsExactly("GET /{proxy+}", "$default");
    }

    @Test
    void the_deployed_template_has_the_stream_of_the_event_table_and_a_default_route() {
        Template deployed = Template.load();
        assertThat(deployed.streamMappings()).extracting(StreamMapping::table).contains("daybook-events");
        assertThat(deployed.routes()).extracting(Route::routeKey).contains("$default");
        assertThat(deployed.routes()).extracting(Route::function).doesNotContain("");
    }
}
