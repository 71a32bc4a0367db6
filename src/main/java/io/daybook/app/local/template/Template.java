package io.daybook.app.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.app.local.LocalRuntimeException;
import io.daybook.app.local.pump.Pump;
import io.daybook.app.local.pump.StreamMapping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * What the deployed {@code template.yaml} says of tables, routes and event sources, so that what runs here is what is deployed.
 *
 * <p>Intrinsic functions are not evaluated: {@code !Ref X} reads as {@code X}, and the stack's name as
 * {@value #STACK_NAME}.
 */
public final class Template {
    /** What {@code ${AWS::StackName}} stands for here. */
    public static final String STACK_NAME = "daybook";

    /** Source: Lambda developer guide, "Configure Lambda function timeout". */
    private static final int TIMEOUT_DEFAULT_SECONDS = 3;

    private static final String RESOURCE = "/META-INF/daybook/template.yaml";

    private final List<CreateTableRequest> tables = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final List<StreamMapping> streamMappings = new ArrayList<>();
    private final Map<String, Duration> timeouts = new HashMap<>();
    private final List<String> scheduled = new ArrayList<>();
    private final List<String> queued = new ArrayList<>();

    private Template(JsonNode template) {
        Map<String, String> tableNames = new HashMap<>();
        template.path("Resources").properties().forEach(resource -> {
            if (isOf("AWS::DynamoDB::Table", resource.getValue())) {
                CreateTableRequest table =
                        TableTemplate.request(resource.getValue().path("Properties"));
                tables.add(table);
                tableNames.put(resource.getKey(), table.tableName());
            }
        });
        long timeoutSeconds = template.at("/Globals/Function/Timeout").asLong(TIMEOUT_DEFAULT_SECONDS);
        for (JsonNode resource : template.path("Resources")) {
            // Whatever else the cloud needs has no counterpart on a laptop.
            if (isOf("AWS::Serverless::Function", resource)) {
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
                case "SQS" -> queued.add(function);
                default ->
                    throw new LocalRuntimeException("The event " + event + " of " + function + " is unknown here");
            }
        }
    }

    /** The template that this build was made with. */
    public static Template load() {
        try (InputStream yaml = Template.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new LocalRuntimeException("The class path lacks " + RESOURCE);
            }
            return parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LocalRuntimeException("Cannot read " + RESOURCE, e);
        }
    }

    public static Template parse(String yaml) {
        Object parsed = new Yaml(new TolerantOfTags()).load(yaml);
        JsonNode template = new ObjectMapper().valueToTree(parsed);
        return new Template(template);
    }

    /** One request for each table, in the template's order. */
    public List<CreateTableRequest> tables() {
        return List.copyOf(tables);
    }

    /** The routes of all functions, in the template's order. */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Who reads which table's stream, in the template's order. */
    public List<StreamMapping> streamMappings() {
        return List.copyOf(streamMappings);
    }

    /** The functions with a schedule, whatever that is, and those that take messages. */
    public Pump.Sweepers sweepers() {
        return new Pump.Sweepers(scheduled, queued);
    }

    /** How long an invocation may take, by the function's exported name. */
    public Map<String, Duration> timeouts() {
        return Map.copyOf(timeouts);
    }

    /**
     * Creates the tables that are not there yet, adds the indexes that one from an earlier run on the same data directory
     * lacks, and waits until all of them can be used.
     */
    public void createTables(DynamoDbClient client) {
        for (CreateTableRequest table : tables) {
            try {
                client.createTable(table);
            } catch (ResourceInUseException e) {
                new ExistingTable(client, table).addIndexes();
            }
        }
        for (CreateTableRequest table : tables) {
            try (var waiter = client.waiter()) {
                waiter.waitUntilTableExists(request -> request.tableName(table.tableName()));
            }
        }
    }

    private static boolean isOf(String type, JsonNode resource) {
        return resource.path("Type").asText().equals(type);
    }

    /** By which the artifact knows a function, in either binding. */
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

    /** Reads {@code !Anything x} as x. */
    private static final class TolerantOfTags extends SafeConstructor {
        TolerantOfTags() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return switch (node) {
                        case ScalarNode scalar -> scalar.getValue();
                        case SequenceNode sequence -> constructSequence(sequence);
                        case MappingNode mapping -> constructMapping(mapping);
                        default -> throw new LocalRuntimeException("Unknown YAML node " + node);
                    };
                }
            });
        }
    }
}
