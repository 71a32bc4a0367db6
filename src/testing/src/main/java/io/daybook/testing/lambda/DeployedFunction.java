package io.daybook.testing.lambda;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A function as {@code template.yaml} deploys it.
 *
 * @param logicalId its name in the template
 * @param name the exported name, by which the artifact knows the function
 * @param environment its variables, with references to tables and parameters resolved
 */
public record DeployedFunction(
        String logicalId,
        String name,
        String handler,
        Map<String, String> environment,
        int memoryMegabytes,
        Duration timeout) {
    private static final String FUNQY_EXPORT = "QUARKUS_FUNQY_EXPORT";
    private static final String STACK_NAME = "${AWS::StackName}";
    private static final String LAMBDA_HANDLER = "QUARKUS_LAMBDA_HANDLER";

    public DeployedFunction {
        environment = Map.copyOf(environment);
    }

    /**
     * @param stackName what {@code ${AWS::StackName}} stands for
     * @param parameters the values of the template's parameters
     */
    public static List<DeployedFunction> of(Path template, String stackName, Map<String, String> parameters)
            throws IOException {
        var root = new Yaml().compose(new StringReader(Files.readString(template)));
        var references = new LinkedHashMap<>(parameters);
        references.put(STACK_NAME, stackName);
        at(root, "Resources").forEach((id, resource) -> {
            var tableName = at(resource, "Properties").get("TableName");
            references.put(id, tableName == null ? id : text(tableName).replace(STACK_NAME, stackName));
        });
        var global = at(root, "Globals", "Function");
        var functions = new ArrayList<DeployedFunction>();
        at(root, "Resources").forEach((id, resource) -> {
            if (text(member(at(resource), "Type", id)).equals("AWS::Serverless::Function")) {
                functions.add(function(id, global, at(resource, "Properties"), references));
            }
        });
        return functions;
    }

    /** The same function with another value of a variable. */
    public DeployedFunction with(String variable, String value) {
        var variables = new LinkedHashMap<>(environment);
        variables.put(variable, value);
        return new DeployedFunction(logicalId, name, handler, variables, memoryMegabytes, timeout);
    }

    public boolean isFunqy() {
        return environment.containsKey(FUNQY_EXPORT);
    }

    private static DeployedFunction function(
            String id, Map<String, Node> global, Map<String, Node> own, Map<String, String> references) {
        var properties = new LinkedHashMap<>(global);
        properties.putAll(own);
        var environment = new LinkedHashMap<String, String>();
        for (var level : List.of(global, own)) {
            var variables = level.get("Environment");
            if (variables != null) {
                at(variables, "Variables").forEach((name, value) -> environment.put(name, resolved(value, references)));
            }
        }
        return new DeployedFunction(
                id,
                environment.getOrDefault(FUNQY_EXPORT, environment.getOrDefault(LAMBDA_HANDLER, "")),
                text(member(properties, "Handler", id)),
                environment,
                Integer.parseInt(text(member(properties, "MemorySize", id))),
                Duration.ofSeconds(Long.parseLong(text(member(properties, "Timeout", id)))));
    }

    private static String resolved(Node value, Map<String, String> references) {
        return value.getTag().getValue().equals("!Ref")
                ? references.getOrDefault(text(value), text(value))
                : text(value).replace(STACK_NAME, references.getOrDefault(STACK_NAME, STACK_NAME));
    }

    private static Map<String, Node> at(Node node, String... path) {
        var members = new LinkedHashMap<String, Node>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(pair -> members.put(text(pair.getKeyNode()), pair.getValueNode()));
        }
        if (path.length == 0 || members.isEmpty()) {
            return members;
        }
        var next = members.get(path[0]);
        return next == null
                ? Map.of()
                : at(next, List.of(path).subList(1, path.length).toArray(String[]::new));
    }

    private static Node member(Map<String, Node> members, String name, String resource) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the template's " + resource + " has no " + name);
        }
        return value;
    }

    private static String text(Node node) {
        return ((ScalarNode) node).getValue();
    }
}
