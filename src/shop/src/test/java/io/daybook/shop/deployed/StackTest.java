package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stack protects, what it must be told, and the stages that come with it. */
class StackTest {
    private static final Set<String> WITHOUT_DEFAULT =
            Set.of("JwtIssuer", "JwtAudience", "BreakGlassRoleArn", "DeploymentRoleArn");

    /** As in {@code "RequestBurst=40"}, also where it is commented out because it has to be filled in. */
    private static final Pattern OVERRIDE = Pattern.compile("(# )?\"(\\w+)=");

    private static final Pattern IN_BACKTICKS = Pattern.compile("`(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void nothing_is_deployed_without_an_issuer_an_audience_and_the_roles_that_keep_the_events(String template) {
        var withoutDefault = new HashSet<String>();
        root(template).path("Parameters").properties().forEach(parameter -> {
            if (!parameter.getValue().has("Default")) {
                withoutDefault.add(parameter.getKey());
            }
        });
        assertThat(withoutDefault).isEqualTo(WITHOUT_DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void every_table_that_is_not_rebuilt_by_itself_is_protected(String template) {
        var unprotected = new ArrayList<String>();
        tables(template).forEach((id, table) -> {
            if (!table.at("/Properties/DeletionProtectionEnabled").asText().equals("DeletionProtection")) {
                unprotected.add(id);
            }
        });
        assertThat(unprotected).containsExactly("SnapshotsTable");
        assertThat(root(template).at("/Parameters/DeletionProtection/Default").asText())
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void what_cannot_be_derived_is_kept_and_can_be_restored(String template) {
        var kept = new TreeSet<String>();
        tables(template).forEach((id, table) -> {
            if (table.path("DeletionPolicy").asText().equals("Retain")
                    && table.path("UpdateReplacePolicy").asText().equals("Retain")
                    && table.at("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                            .asBoolean()) {
                kept.add(id);
            }
        });
        assertThat(kept).containsExactly("ClaimsTable", "EventsTable", "ProjectionsTable", "SagasTable");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void an_access_log_line_has_no_values_of_paths_or_queries_and_nothing_of_the_token(String template) {
        var format = root(template)
                .at("/Resources/Api/Properties/AccessLogSettings/Format")
                .asText();
        assertThat(Pattern.compile("\\$context\\.([\\w.]+)").matcher(format).results())
                .extracting(variable -> variable.group(1))
                .containsExactlyInAnyOrder(
                        "requestId",
                        "requestTime",
                        "routeKey",
                        "status",
                        "responseLatency",
                        "integrationLatency",
                        "integrationErrorMessage",
                        "authorizer.error",
                        "error.responseType",
                        "identity.sourceIp",
                        "responseLength");
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void every_event_source_counts_and_the_failures_queue_has_dead_letters(String template) {
        var resources = root(template).path("Resources");
        var counting = new TreeSet<String>();
        resources
                .properties()
                .forEach(resource -> resource.getValue()
                        .at("/Properties/Events")
                        .forEach(event -> {
                            if (event.at("/Properties/MetricsConfig/Metrics/0")
                                    .asText()
                                    .equals("EventCount")) {
                                counting.add(resource.getKey() + " "
                                        + event.path("Type").asText());
                            }
                        }));
        assertThat(counting)
                .containsExactly(
                        "ProjectFunction DynamoDB", "ReactFunction DynamoDB", "SweepFunction SQS", "WorkFunction SQS");
        assertThat(resources.at("/FailuresQueue/Properties/RedrivePolicy"))
                .hasToString("{\"deadLetterTargetArn\":\"FailuresDeadLetters.Arn\",\"maxReceiveCount\":10}");
    }

    @Test
    void the_page_on_deployment_names_every_parameter_and_no_other() {
        var page = read("docs/deployment.md");
        var named = page.substring(page.indexOf("| parameter |"))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> IN_BACKTICKS.matcher(cell).results())
                .map(name -> name.group(1))
                .toList();
        assertThat(named).containsExactlyInAnyOrderElementsOf(parameters(Translated.SHOP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"samconfig.toml", "infra/skeleton/samconfig.toml"})
    void every_stage_leaves_open_what_has_no_default_and_sets_only_parameters(String stages) {
        for (var stage : List.of("dev", "test", "prod")) {
            var overrides = new TreeMap<String, Boolean>();
            var section = read(stages)
                    .split("\\[" + stage + "\\.deploy\\.parameters]")[1]
                    .split("\n\\[")[0];
            OVERRIDE.matcher(section.substring(section.indexOf("parameter_overrides")))
                    .results()
                    .forEach(override -> overrides.put(override.group(2), override.group(1) != null));
            assertThat(parameters(Translated.SHOP)).as(stage).containsAll(overrides.keySet());
            assertThat(overrides.entrySet().stream()
                            .filter(entry -> entry.getValue() && !entry.getKey().equals("AlarmEmail"))
                            .map(entry -> entry.getKey())
                            .collect(Collectors.toSet()))
                    .as(stage)
                    .isEqualTo(WITHOUT_DEFAULT);
        }
    }

    @Test
    void cfn_lint_accepts_both_templates_where_it_is_installed() {
        assumeTrue(Translated.exitCode("cfn-lint", "--version") == 0, "skipped, because cfn-lint is missing here");
        for (var template : List.of(Translated.SHOP, Translated.SKELETON)) {
            assertThat(Translated.exitCode(
                            "cfn-lint",
                            ShopForTests.REPOSITORY.resolve(template).toString()))
                    .as(template)
                    .isZero();
        }
    }

    private static List<String> parameters(String template) {
        var names = new ArrayList<String>();
        root(template).path("Parameters").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Map<String, JsonNode> tables(String template) {
        var tables = new TreeMap<String, JsonNode>();
        root(template).path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::DynamoDB::Table")) {
                tables.put(resource.getKey(), resource.getValue());
            }
        });
        return tables;
    }

    private static JsonNode root(String template) {
        return CloudTemplate.parse(read(template)).root();
    }

    private static String read(String path) {
        try {
            return Files.readString(ShopForTests.REPOSITORY.resolve(path));
        } catch (IOException e) {
            throw new AssertionError(path + " cannot be read", e);
        }
    }
}
