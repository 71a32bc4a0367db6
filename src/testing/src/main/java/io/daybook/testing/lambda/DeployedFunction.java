package io.daybook.testing.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.dynamodblocal.CloudTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * @param parameters the values of the template's parameters that a variable is; others have their defaults
     */
    public static List<DeployedFunction> of(Path template, String stackName, Map<String, String> parameters)
            throws IOException {
        var root = CloudTemplate.parse(Files.readString(template)).root();
        var references = new LinkedHashMap<String, String>();
        root.path("Parameters").properties().forEach(parameter -> {
            if (parameter.getValue().has("Default")) {
                references.put(
                        parameter.getKey(), parameter.getValue().path("Default").asText());
            }
        });
        references.putAll(parameters);
        references.put("AWS::StackName", stackName);
        root.path("Resources").properties().forEach(resource -> {
            var tableName = resource.getValue().at("/Properties/TableName").asText(resource.getKey());
            references.put(resource.getKey(), tableName.replace(STACK_NAME, stackName));
        });
        var global = root.at("/Globals/Function");
        var functions = new ArrayList<DeployedFunction>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals("AWS::Serverless::Function")) {
                functions.add(
                        function(resource.getKey(), global, resource.getValue().path("Properties"), references));
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

    private static DeployedFunction function(String id, JsonNode global, JsonNode own, Map<String, String> references) {
        var environment = new LinkedHashMap<String, String>();
        for (var level : List.of(global, own)) {
            level.at("/Environment/Variables").properties().forEach(variable -> {
                var value = variable.getValue().asText();
                environment.put(
                        variable.getKey(),
                        references.getOrDefault(value, value).replace(STACK_NAME, stackName(references)));
            });
        }
        return new DeployedFunction(
                id,
                environment.getOrDefault(FUNQY_EXPORT, environment.getOrDefault(LAMBDA_HANDLER, "")),
                member(id, "Handler", global, own).asText(),
                environment,
                member(id, "MemorySize", global, own).asInt(),
                Duration.ofSeconds(member(id, "Timeout", global, own).asLong()));
    }

    private static String stackName(Map<String, String> references) {
        return references.getOrDefault("AWS::StackName", STACK_NAME);
    }

    private static JsonNode member(String id, String name, JsonNode global, JsonNode own) {
        if (!own.has(name) && !global.has(name)) {
            throw new IllegalArgumentException("the template's " + id + " has no " + name);
        }
        return own.has(name) ? own.path(name) : global.path(name);
    }
}
