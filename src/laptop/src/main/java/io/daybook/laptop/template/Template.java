package io.daybook.laptop.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.dynamodblocal.CloudTemplate;
import io.daybook.dynamodblocal.LocalRuntimeException;
import io.daybook.laptop.pump.Pump;
import io.daybook.laptop.pump.StreamMapping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routes and event sources of {@code template.yaml}, so that a laptop runs what is deployed. */
public final class Template {
    /** The name that every template has for it. */
    private static final String JOBS_QUEUE = "JobsQueue.Arn";

    /** Source: Lambda developer guide, "Configure Lambda function timeout". */
    private static final int TIMEOUT_DEFAULT_SECONDS = 3;

    private final List<Route> routes = new ArrayList<>();
    private final List<StreamMapping> streamMappings = new ArrayList<>();
    private final Map<String, Duration> timeouts = new HashMap<>();
    private final List<String> scheduled = new ArrayList<>();
    private final List<String> queued = new ArrayList<>();
    private final List<String> working = new ArrayList<>();

    public Template(CloudTemplate template) {
        JsonNode root = template.root();
        Map<String, String> tableNames = new HashMap<>();
        template.tables().forEach((id, table) -> tableNames.put(id, table.tableName()));
        long timeoutSeconds = root.at("/Globals/Function/Timeout").asLong(TIMEOUT_DEFAULT_SECONDS);
        for (JsonNode resource : root.path("Resources")) {
            // Other resources have no counterpart on a laptop.
            if (resource.path("Type").asText().equals("AWS::Serverless::Function")) {
                JsonNode function = resource.path("Properties");
                add(name(function), function.path("Events"), tableNames);
                timeouts.put(
                        name(function),
                        Duration.ofSeconds(function.path("Timeout").asLong(timeoutSeconds)));
            }
        }
    }

    private void add(String function, JsonNode events, Map<String, String> tableNames) {
        for (JsonNode event : events) {
            JsonNode properties = event.path("Properties");
            switch (event.path("Type").asText()) {
                case "HttpApi" -> routes.add(route(function, properties));
                case "DynamoDB" -> streamMappings.add(EventSources.mapping(function, properties, tableNames));
                case "Schedule" -> scheduled.add(function);
                case "SQS" -> (properties.path("Queue").asText().equals(JOBS_QUEUE) ? working : queued).add(function);
                default -> throw new LocalRuntimeException(function + " has an event that a laptop lacks: " + event);
            }
        }
    }

    /** The template that this build was made with. */
    public static Template load() {
        return new Template(CloudTemplate.load());
    }

    /** The routes of all functions, in the template's order. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Which function reads which table's stream, in the template's order. */
    public List<StreamMapping> streamMappings() {
        return List.copyOf(streamMappings);
    }

    /** The functions that the queue of jobs rings for. */
    public List<String> workers() {
        return List.copyOf(working);
    }

    /** The functions that have a schedule of any kind, and those that take messages of the on-failure queue. */
    public Pump.Sweepers sweepers() {
        return new Pump.Sweepers(scheduled, queued);
    }

    /** How long an invocation may take, by the function's exported name. */
    public Map<String, Duration> timeouts() {
        return Map.copyOf(timeouts);
    }

    /** The name by which the artifact knows a function, in either binding. */
    private static String name(JsonNode function) {
        JsonNode variables = function.at("/Environment/Variables");
        return variables
                .path("QUARKUS_FUNQY_EXPORT")
                .asText(variables.path("QUARKUS_LAMBDA_HANDLER").asText());
    }

    private static Route route(String function, JsonNode properties) {
        return properties.has("Path")
                ? new Route(
                        properties.path("Method").asText("ANY").toUpperCase(Locale.ROOT),
                        properties.path("Path").asText(),
                        function)
                : new Route(Route.DEFAULT, Route.DEFAULT, function);
    }
}
