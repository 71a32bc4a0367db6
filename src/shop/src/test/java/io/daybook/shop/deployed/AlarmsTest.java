package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.runtime.metrics.Dimension;
import io.daybook.runtime.metrics.Metric;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the template watches and shows is emitted, with those dimensions, by a function or by AWS. */
class AlarmsTest {
    /** Those of AWS that the template uses. Source: the pages on metrics of each service. */
    private static final Set<String> METRICS_OF_AWS = Set.of(
            "AWS/Lambda Errors FunctionName",
            "AWS/Lambda Throttles FunctionName",
            "AWS/Lambda IteratorAge FunctionName",
            "AWS/Lambda PolledEventCount EventSourceMappingUUID",
            "AWS/Lambda FilteredOutEventCount EventSourceMappingUUID",
            "AWS/Lambda InvokedEventCount EventSourceMappingUUID",
            "AWS/Lambda FailedInvokeEventCount EventSourceMappingUUID",
            "AWS/Lambda OnFailureDestinationDeliveredEventCount EventSourceMappingUUID",
            "AWS/SQS ApproximateNumberOfMessagesVisible QueueName",
            "AWS/SQS ApproximateNumberOfMessagesNotVisible QueueName");

    private static final Pattern ALARM = Pattern.compile("`(\\w+Alarm)`");

    private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{Daybook,([A-Za-z,]+)} MetricName=\"(\\w+)\"");

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void the_metric_of_every_alarm_is_emitted(String template) throws IOException {
        var alarms = resources(template, "AWS::CloudWatch::Alarm");
        assertThat(alarms).hasSizeGreaterThan(20);
        for (var alarm : alarms.entrySet()) {
            assertThat(watched(alarm.getValue()))
                    .as(alarm.getKey())
                    .isNotEmpty()
                    .isSubsetOf(emitted());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void every_alarm_is_sent_to_the_topic_when_it_begins_and_when_it_ends(String template) throws IOException {
        resources(template, "AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            assertThat(alarm.path("AlarmActions")).as(id).hasToString("[\"AlarmTopic\"]");
            assertThat(alarm.path("OKActions")).as(id).hasToString("[\"AlarmTopic\"]");
            assertThat(alarm.path("AlarmDescription").asText()).as(id).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Translated.SHOP, Translated.SKELETON})
    void the_dashboard_has_a_row_for_each_question_and_shows_only_what_is_emitted(String template) throws IOException {
        var dashboard = new ObjectMapper()
                .readTree(resources(template, "AWS::CloudWatch::Dashboard")
                        .get("Dashboard")
                        .path("DashboardBody")
                        .asText());
        assertThat(dashboard.findValuesAsText("markdown"))
                .containsExactly("## Commands", "## Read models", "## Sagas", "## Jobs", "## Cost", "## Errors");
        var shown = new HashSet<String>();
        for (var metrics : dashboard.findValues("metrics")) {
            metrics.forEach(metric -> shown.add(shown(metric)));
        }
        assertThat(shown).hasSizeGreaterThan(20).isSubsetOf(emitted());
    }

    @Test
    void the_page_on_alarms_has_a_row_for_each_and_no_other() throws IOException {
        var page = Files.readString(ShopForTests.REPOSITORY.resolve("docs/alarms.md"));
        assertThat(page.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1)[1])
                        .flatMap(cell -> ALARM.matcher(cell).results())
                        .map(alarm -> alarm.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        resources(Translated.SHOP, "AWS::CloudWatch::Alarm").keySet());
    }

    private static String shown(JsonNode metric) {
        var search = SEARCH.matcher(metric.path(0).path("expression").asText());
        if (search.find()) {
            return "Daybook " + search.group(2) + " " + search.group(1);
        }
        var dimensions = new ArrayList<String>();
        for (int i = 2; metric.path(i).isTextual(); i += 2) {
            dimensions.add(metric.path(i).asText());
        }
        return metric.path(0).asText() + " " + metric.path(1).asText() + " " + String.join(",", dimensions);
    }

    private static List<String> watched(JsonNode alarm) {
        if (alarm.has("MetricName")) {
            return List.of(metric(alarm));
        }
        return StreamSupport.stream(alarm.path("Metrics").spliterator(), false)
                .filter(part -> part.has("MetricStat"))
                .map(part -> metric(part.at("/MetricStat/Metric")))
                .toList();
    }

    private static String metric(JsonNode metric) {
        return metric.path("Namespace").asText()
                + " "
                + metric.path("MetricName").asText()
                + " "
                + metric.path("Dimensions").findValuesAsText("Name").stream().collect(Collectors.joining(","));
    }

    /** Each as namespace, name and dimensions. */
    private static Set<String> emitted() {
        var emitted = new HashSet<>(METRICS_OF_AWS);
        for (var metric : Metric.values()) {
            metric.sets()
                    .forEach(set -> emitted.add(Metric.NAMESPACE + " " + metric.metricName() + " "
                            + set.stream().map(Dimension::key).collect(Collectors.joining(","))));
        }
        return emitted;
    }

    private static Map<String, JsonNode> resources(String template, String type) throws IOException {
        var found = new LinkedHashMap<String, JsonNode>();
        CloudTemplate.parse(Files.readString(ShopForTests.REPOSITORY.resolve(template)))
                .root()
                .path("Resources")
                .properties()
                .forEach(resource -> {
                    if (resource.getValue().path("Type").asText().equals(type)) {
                        found.put(resource.getKey(), resource.getValue().path("Properties"));
                    }
                });
        return found;
    }
}
