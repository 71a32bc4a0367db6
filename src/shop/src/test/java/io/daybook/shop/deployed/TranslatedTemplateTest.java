package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in a deployed stack, read from what SAM makes of the template. */
class TranslatedTemplateTest {
    private static final String PREFLIGHT = "options /{proxy+}";

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void every_route_needs_a_caller_and_every_admin_route_needs_iam(String template) {
        var api = Translated.of(template);
        assertThat(api.routes()).containsKeys("any $default", "get /{proxy+}", "get /admin/parked", PREFLIGHT);
        api.routes().forEach((route, method) -> {
            if (!route.equals(PREFLIGHT)) {
                assertThat(method.path("security"))
                        .as(route)
                        .hasToString(route.contains(" /admin/") ? "[{\"AWS_IAM\":[]}]" : "[{\"Callers\":[]}]");
            }
        });
        assertThat(api.properties("Api").at("/Body/components/securitySchemes/Callers"))
                .hasToString("{\"type\":\"oauth2\",\"x-amazon-apigateway-authorizer\":{\"jwtConfiguration\":"
                        + "{\"issuer\":{\"Ref\":\"JwtIssuer\"},\"audience\":{\"Ref\":\"JwtAudience\"}},"
                        + "\"identitySource\":\"$request.header.Authorization\",\"type\":\"jwt\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void the_one_open_route_answers_preflights_where_there_is_cors_and_its_function_can_do_nothing(String template) {
        var translated = Translated.of(template);
        var route = translated.routes().get(PREFLIGHT).path("Fn::If");
        assertThat(route.path(0).asText()).isEqualTo("HasCors");
        assertThat(route.path(1).toString()).contains("${PreflightFunctionAliaslive}");
        assertThat(route.path(2)).hasToString("{\"Ref\":\"AWS::NoValue\"}");
        assertThat(translated.statements("PreflightRole"))
                .flatExtracting(Translated.Statement::actions)
                .allSatisfy(action -> assertThat(action).matches("(logs|xray):Put.*|logs:CreateLogStream"));
        assertThat(translated
                        .properties("Api")
                        .at("/Body/x-amazon-apigateway-cors/Fn::If/0")
                        .asText())
                .isEqualTo("HasCors");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void only_the_api_and_the_schedule_may_invoke_functions(String template) {
        var translated = Translated.of(template);
        var permissions = translated.all("AWS::Lambda::Permission");
        assertThat(permissions).isNotEmpty();
        permissions.forEach((id, permission) -> {
            switch (permission.path("Principal").asText()) {
                case "apigateway.amazonaws.com" ->
                    assertThat(permission.path("SourceArn").toString())
                            .as(id)
                            .contains(":execute-api:", "{\"__ApiId__\":{\"Ref\":\"Api\"}");
                case "events.amazonaws.com" ->
                    assertThat(permission.path("SourceArn"))
                            .as(id)
                            .hasToString("{\"Fn::GetAtt\":[\"SweepFunctionEachMinute\",\"Arn\"]}");
                default -> throw new AssertionError(id + " lets somebody else invoke a function: " + permission);
            }
        });
        assertThat(translated.all("AWS::Lambda::Url")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void every_function_has_a_role_and_a_log_of_its_own(String template) {
        var translated = Translated.of(template);
        var functions = translated.all("AWS::Lambda::Function");
        assertThat(functions).isNotEmpty();
        functions.forEach((id, function) -> {
            var name = id.replace("Function", "");
            assertThat(function.path("Role")).hasToString("{\"Fn::GetAtt\":[\"" + name + "Role\",\"Arn\"]}");
            assertThat(function.at("/LoggingConfig/LogGroup")).hasToString("{\"Ref\":\"" + name + "Log\"}");
            assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
            assertThat(translated.statements(name + "Role"))
                    .filteredOn(statement -> statement.concerns("Log\""))
                    .containsExactly(new Translated.Statement(
                            Set.of("logs:CreateLogStream", "logs:PutLogEvents"),
                            "{\"Fn::GetAtt\":[\"" + name + "Log\",\"Arn\"]}"));
        });
        translated
                .all("AWS::Logs::LogGroup")
                .forEach((id, group) ->
                        assertThat(group.path("RetentionInDays")).as(id).hasToString("{\"Ref\":\"LogRetentionDays\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void no_role_has_actions_or_resources_left_open_but_to_write_traces(String template) {
        statementsByRole(Translated.of(template)).forEach((role, statements) -> {
            assertThat(statements).as(role).isNotEmpty();
            for (var statement : statements) {
                assertThat(statement.actions()).as(role).noneMatch(action -> action.contains("*"));
                if (statement.actions().stream().noneMatch(action -> action.startsWith("xray:"))) {
                    assertThat(statement.resources())
                            .as(role)
                            .isNotEmpty()
                            .doesNotContain("\"*\"")
                            .doesNotContain("table/*");
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void no_role_can_update_or_delete_an_event(String template) {
        var seen = new TreeSet<String>();
        statementsByRole(Translated.of(template))
                .forEach((role, statements) -> statements.stream()
                        .filter(statement -> statement.concerns("EventsTable"))
                        .forEach(statement -> {
                            seen.add(role);
                            assertThat(statement.actions())
                                    .as(role)
                                    .isSubsetOf(
                                            statement.concerns("StreamArn")
                                                    ? Set.of(
                                                            "dynamodb:DescribeStream",
                                                            "dynamodb:GetRecords",
                                                            "dynamodb:GetShardIterator",
                                                            "dynamodb:ListStreams")
                                                    : Set.of("dynamodb:PutItem", "dynamodb:Query", "dynamodb:Scan"));
                        }));
        assertThat(seen)
                .containsExactly(
                        "AdminRole",
                        "CommandsRole",
                        "ProjectRole",
                        "QueriesRole",
                        "ReactRole",
                        "SweepRole",
                        "WorkRole");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void queries_write_pointers_and_signs_of_life_alone_and_commands_touch_no_row_saga_or_cursor(String template) {
        var translated = Translated.of(template);
        var writing = translated.statements("QueriesRole").stream()
                .filter(statement -> statement.actions().contains("dynamodb:PutItem"))
                .toList();
        assertThat(writing).hasSize(1).allMatch(statement -> statement.concerns("ProjectionsTable"));
        assertThat(translated.properties("QueriesRole").toString())
                .contains("\"dynamodb:LeadingKeys\":[\"pointers\",\"sign#*\"]");
        assertThat(translated.statements("QueriesRole"))
                .filteredOn(statement -> !writing.contains(statement))
                .flatExtracting(Translated.Statement::actions)
                .filteredOn(action -> action.startsWith("dynamodb:"))
                .isSubsetOf("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan");
        assertThat(translated.statements("CommandsRole"))
                .noneMatch(statement -> statement.concerns("RowsTable")
                        || statement.concerns("SagasTable")
                        || statement.concerns("ProjectionsTable"));
    }

    /** Jobs, decisions of operators, the audit trail and cursors of projections of one stream stay. */
    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void only_marks_signs_of_life_and_cursors_of_tallies_can_be_removed_from_the_table_of_projections(String template) {
        var translated = Translated.of(template);
        for (var role : List.of("SweepRole", "AdminRole", "WorkRole")) {
            assertThat(translated.statements(role))
                    .filteredOn(statement -> statement.concerns("ProjectionsTable"))
                    .filteredOn(statement -> statement.actions().contains("dynamodb:DeleteItem")
                            || statement.actions().contains("dynamodb:BatchWriteItem"))
                    .allMatch(statement -> statement.actions().size() == 1);
        }
        assertThat(leadingKeys(translated, "RedrivePolicy", "dynamodb:DeleteItem"))
                .containsExactly("parked#*", "sign#*");
        assertThat(leadingKeys(translated, "RemoveRowsPolicy", "dynamodb:BatchWriteItem"))
                .containsExactly("tally#*");
    }

    /** Of the statement about the table of projections. */
    private static List<String> leadingKeys(Translated translated, String policy, String action) {
        var keys = new ArrayList<String>();
        for (var statement : translated.properties(policy).at("/PolicyDocument/Statement")) {
            boolean isMeant = texts(statement.path("Action")).equals(List.of(action))
                    && statement.path("Resource").toString().contains("ProjectionsTable");
            if (isMeant) {
                keys.addAll(texts(statement.at("/Condition/ForAllValues:StringLike/dynamodb:LeadingKeys")));
            }
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void nobody_but_the_break_glass_role_may_change_or_delete_events(String template) {
        var policy = Translated.of(template).properties("EventsTable").at("/ResourcePolicy/PolicyDocument/Statement");
        assertThat(policy).hasSize(2).allSatisfy(statement -> {
            assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
            assertThat(statement.path("Principal").asText()).isEqualTo("*");
        });
        assertThat(texts(policy.path(0).path("Action")))
                .containsExactlyInAnyOrder(
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:BatchWriteItem",
                        "dynamodb:PartiQLUpdate",
                        "dynamodb:PartiQLDelete",
                        "dynamodb:DeleteTable",
                        "dynamodb:UpdateTimeToLive",
                        "dynamodb:DeleteResourcePolicy");
        assertThat(policy.path(0).path("Condition"))
                .hasToString("{\"ArnNotEquals\":{\"aws:PrincipalArn\":{\"Ref\":\"BreakGlassRoleArn\"}}}");
        assertThat(texts(policy.path(1).path("Action")))
                .containsExactlyInAnyOrder("dynamodb:UpdateTable", "dynamodb:PutResourcePolicy");
        assertThat(policy.path(1).path("Condition"))
                .hasToString("{\"ArnNotEquals\":{\"aws:PrincipalArn\":[{\"Ref\":\"BreakGlassRoleArn\"},"
                        + "{\"Ref\":\"DeploymentRoleArn\"}]}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void commands_and_queries_move_gradually_and_consumers_all_at_once(String template) {
        var translated = Translated.of(template);
        var gradual = new TreeSet<String>();
        translated.resources().properties().forEach(resource -> {
            if (resource.getValue().path("UpdatePolicy").has("CodeDeployLambdaAliasUpdate")) {
                gradual.add(resource.getKey());
            }
        });
        assertThat(gradual).containsExactly("CommandsFunctionAliaslive", "QueriesFunctionAliaslive");
        translated.all("AWS::CodeDeploy::DeploymentGroup").forEach((id, group) -> {
            assertThat(group.path("ServiceRoleArn"))
                    .hasToString("{\"Fn::GetAtt\":[\"GradualDeploymentRole\",\"Arn\"]}");
            assertThat(group.at("/AlarmConfiguration/Alarms")).as(id).hasSize(2);
            assertThat(group.at("/DeploymentConfigName").toString()).contains("Canary10Percent5Minutes");
        });
    }

    /** What the page on deployment says about TEMPLATE_REVISION. */
    @Test
    void a_new_value_of_a_parameter_publishes_nothing_and_a_new_revision_of_the_template_every_function(
            @TempDir Path directory) throws IOException {
        var template = ShopForTests.REPOSITORY.resolve(Translated.SHOP);
        var versions =
                Translated.of(Translated.SHOP).all("AWS::Lambda::Version").keySet();
        assertThat(Translated.translated(template, "EventsTableName=restored", "EventsStreamLabel=label")
                        .all("AWS::Lambda::Version")
                        .keySet())
                .isEqualTo(versions);
        var revised = Files.writeString(
                directory.resolve("template.yaml"),
                Files.readString(template).replace("TEMPLATE_REVISION: \"1\"", "TEMPLATE_REVISION: \"2\""));
        assertThat(Translated.translated(revised).all("AWS::Lambda::Version").keySet())
                .hasSameSizeAs(versions)
                .doesNotContainAnyElementsOf(versions);
    }

    private static Map<String, List<Translated.Statement>> statementsByRole(Translated translated) {
        var roles = new LinkedHashMap<String, List<Translated.Statement>>();
        translated.all("AWS::IAM::Role").keySet().forEach(role -> roles.put(role, translated.statements(role)));
        assertThat(new HashSet<>(roles.keySet())).contains("CommandsRole", "GradualDeploymentRole");
        return roles;
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
