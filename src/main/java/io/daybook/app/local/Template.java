package io.daybook.app.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * What the deployed {@code template.yaml} says of tables and routes, so that what runs here is what is deployed.
 *
 * <p>Intrinsic functions are not evaluated: {@code !Ref X} reads as {@code X}, and the stack's name as
 * {@value #STACK_NAME}.
 */
public final class Template {
    /** What {@code ${AWS::StackName}} stands for here. */
    public static final String STACK_NAME = "daybook";

    private static final String RESOURCE = "/META-INF/daybook/template.yaml";

    private final List<CreateTableRequest> tables;
    private final List<Route> routes;

    private Template(List<CreateTableRequest> tables, List<Route> routes) {
        this.tables = List.copyOf(tables);
        this.routes = List.copyOf(routes);
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
        List<CreateTableRequest> tables = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (JsonNode resource : template.path("Resources")) {
            switch (resource.path("Type").asText()) {
                case "AWS::DynamoDB::Table" -> tables.add(TableTemplate.request(resource.path("Properties")));
                case "AWS::Serverless::Function" -> routes.addAll(routes(resource.path("Properties")));
                default -> {
                    // Whatever else the cloud needs has no counterpart on a laptop.
                }
            }
        }
        return new Template(tables, routes);
    }

    /** One request for each table, in the template's order. */
    public List<CreateTableRequest> tables() {
        return tables;
    }

    /** The routes of all functions, in the template's order. */
    public List<Route> routes() {
        return routes;
    }

    /** Creates the tables that are not there yet, and waits until all of them can be used. */
    public void createTables(DynamoDbClient client) {
        for (CreateTableRequest table : tables) {
            try {
                client.createTable(table);
            } catch (ResourceInUseException e) {
                // It is there already, from an earlier run on the same data directory.
            }
        }
        for (CreateTableRequest table : tables) {
            try (var waiter = client.waiter()) {
                waiter.waitUntilTableExists(request -> request.tableName(table.tableName()));
            }
        }
    }

    private static List<Route> routes(JsonNode function) {
        String name = function.at("/Environment/Variables/QUARKUS_FUNQY_EXPORT").asText();
        List<Route> routes = new ArrayList<>();
        for (JsonNode event : function.path("Events")) {
            if (event.path("Type").asText().equals("HttpApi")) {
                JsonNode properties = event.path("Properties");
                routes.add(
                        properties.has("Path")
                                ? new Route(
                                        properties.path("Method").asText("ANY").toUpperCase(Locale.ROOT),
                                        properties.path("Path").asText(),
                                        name)
                                : new Route(Route.DEFAULT, Route.DEFAULT, name));
            }
        }
        return routes;
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
