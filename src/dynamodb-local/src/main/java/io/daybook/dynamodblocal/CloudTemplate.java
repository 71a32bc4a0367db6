package io.daybook.dynamodblocal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/**
 * The {@code template.yaml} that is deployed, with its tables. Laptops and tests use it so that they run what is
 * deployed.
 *
 * <p>Conditions are evaluated as if every parameter had its default: what {@code !If} does not choose, and resources
 * whose condition does not hold, are not there. Other intrinsic functions are not evaluated: {@code !Ref X} is read as
 * {@code X}, and the stack's name as {@value #STACK_NAME}.
 */
public final class CloudTemplate {
    /** What {@code ${AWS::StackName}} stands for here. */
    public static final String STACK_NAME = "daybook";

    private static final String RESOURCE = "META-INF/daybook/template.yaml";

    private final JsonNode root;
    private final Map<String, CreateTableRequest> tables = new LinkedHashMap<>();

    private CloudTemplate(JsonNode root) {
        this.root = root;
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::DynamoDB::Table")) {
                tables.put(
                        resource.getKey(),
                        TableTemplate.request(resource.getValue().path("Properties")));
            }
        });
    }

    /** The template that the application was built with. */
    public static CloudTemplate load() {
        // In dev mode, the application's class loader is a child of the one that loaded this class.
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try (InputStream yaml = application.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new LocalRuntimeException("The class path lacks " + RESOURCE);
            }
            return parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new LocalRuntimeException("Cannot read " + RESOURCE, e);
        }
    }

    public static CloudTemplate parse(String yaml) {
        var conditions = Conditions.of(new Yaml().compose(new StringReader(yaml)));
        Object parsed = new Yaml(new TolerantOfTags(conditions)).load(yaml);
        JsonNode root = new ObjectMapper().valueToTree(parsed);
        removeAbsent(root);
        if (root.path("Resources") instanceof ObjectNode resources) {
            resources.removeIf(resource -> resource.path("Condition").isTextual()
                    && !conditions.holds(resource.path("Condition").asText()));
        }
        return new CloudTemplate(root);
    }

    /** Whatever is {@code !Ref AWS::NoValue} is not there. */
    private static void removeAbsent(JsonNode node) {
        switch (node) {
            case ObjectNode object -> object.removeIf(CloudTemplate::isAbsent);
            case ArrayNode array -> array.removeIf(CloudTemplate::isAbsent);
            default -> {
                // A value holds nothing else.
            }
        }
        node.forEach(CloudTemplate::removeAbsent);
    }

    private static boolean isAbsent(JsonNode node) {
        return node.asText().equals("AWS::NoValue");
    }

    /** The whole template, as it is written. */
    public JsonNode root() {
        return root;
    }

    /** One request for each table, by its logical id, in the template's order. */
    public Map<String, CreateTableRequest> tables() {
        return new LinkedHashMap<>(tables);
    }

    /**
     * Creates the tables that do not exist yet, adds missing indexes to tables from an earlier run on the same data
     * directory, and waits until all of them can be used.
     */
    public void createTables(DynamoDbClient client) {
        for (CreateTableRequest table : tables.values()) {
            try {
                client.createTable(table);
            } catch (ResourceInUseException e) {
                new ExistingTable(client, table).addIndexes();
            }
        }
        for (CreateTableRequest table : tables.values()) {
            try (var waiter = client.waiter()) {
                waiter.waitUntilTableExists(request -> request.tableName(table.tableName()));
            }
        }
    }

    /** Reads {@code !If} as what its condition chooses, and any other {@code !Anything x} as x. */
    private static final class TolerantOfTags extends SafeConstructor {
        TolerantOfTags(Conditions conditions) {
            super(new LoaderOptions());
            yamlConstructors.put(new Tag("!If"), new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return constructObject(conditions.chosen((SequenceNode) node));
                }
            });
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
