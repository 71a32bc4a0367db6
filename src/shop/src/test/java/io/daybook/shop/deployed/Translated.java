package io.daybook.shop.deployed;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.shop.ShopForTests;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What SAM makes of a template.
 *
 * @param resources by their logical ids
 */
record Translated(JsonNode resources) {
    static final String SHOP = "template.yaml";
    static final String SKELETON = "infra/skeleton/template.yaml";

    private static final List<String> PARAMETERS = List.of(
            "JwtIssuer=https://issuer.example",
            "JwtAudience=shop",
            "BreakGlassRoleArn=arn:aws:iam::111122223333:role/break-glass",
            "DeploymentRoleArn=arn:aws:iam::111122223333:role/deployment");

    record Statement(Set<String> actions, String resources) {
        boolean concerns(String table) {
            return resources.contains(table);
        }
    }

    private static final Map<String, Translated> CACHE = new HashMap<>();

    /** Skips the test where Python or the translator are missing. */
    static Translated of(String template) {
        return CACHE.computeIfAbsent(template, path -> translated(ShopForTests.REPOSITORY.resolve(path)));
    }

    /** @param parameters beside those that have no default, as {@code Packaging=native} */
    static Translated translated(Path template, String... parameters) {
        var command = new ArrayList<>(List.of(
                "python3", ShopForTests.REPOSITORY.resolve("infra/translate.py").toString(), template.toString()));
        command.addAll(PARAMETERS);
        command.addAll(List.of(parameters));
        return new Translated(json(command).path("Resources"));
    }

    private static JsonNode json(List<String> command) {
        try {
            assumeTrue(
                    exitCode("python3", "-c", "import samtranslator") == 0,
                    "skipped, because python3 with aws-sam-translator is missing here");
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new ObjectMapper().readTree(process.getInputStream());
        } catch (IOException e) {
            throw new AssertionError("the translation cannot be read: " + command, e);
        }
    }

    /** Of a command whose output does not matter; 127 where there is no such command. */
    static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** The properties of all resources of a type, by their logical ids. */
    Map<String, JsonNode> all(String type) {
        var found = new LinkedHashMap<String, JsonNode>();
        resources.properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    JsonNode properties(String logicalId) {
        return resources.path(logicalId).path("Properties");
    }

    /** What a role allows, by its own policies and by those that it refers to. */
    List<Statement> statements(String role) {
        var statements = new ArrayList<Statement>();
        properties(role).path("Policies").forEach(policy -> add(policy.path("PolicyDocument"), statements));
        for (var reference : properties(role).path("ManagedPolicyArns")) {
            var policies = reference.findValuesAsText("Ref");
            if (policies.isEmpty()) {
                throw new AssertionError(role + " has a policy that the template does not show: " + reference);
            }
            policies.stream()
                    .filter(policy -> !policy.equals("AWS::NoValue"))
                    .forEach(policy -> add(properties(policy).path("PolicyDocument"), statements));
        }
        return statements;
    }

    private static void add(JsonNode document, List<Statement> statements) {
        if (document.path("Statement").isEmpty()) {
            throw new AssertionError("a policy without statements: " + document);
        }
        document.path("Statement").forEach(statement -> {
            var actions = new HashSet<String>();
            statement.path("Action").forEach(action -> actions.add(action.asText()));
            statements.add(new Statement(actions, statement.path("Resource").toString()));
        });
    }

    /** Routes as {@code "GET /things"}, each with what guards it. */
    Map<String, JsonNode> routes() {
        var routes = new LinkedHashMap<String, JsonNode>();
        properties("Api")
                .at("/Body/paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> routes.put(
                                method.getKey().replace("x-amazon-apigateway-any-method", "any") + " " + path.getKey(),
                                method.getValue())));
        return routes;
    }
}
