package io.daybook.runtime.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.kernel.project.RowIndexes;
import io.daybook.kernel.rows.ReadTables;
import io.daybook.kernel.tally.TallyProjector;
import io.daybook.runtime.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checks whether a template deploys what its catalog needs: tables with their keys and indexes, permissions for read
 * tables, routes and event sources, and nothing that strangers may use.
 */
public final class TemplateCheck {
    /**
     * The tables that every application has, by the variable that names them, with their keys and those of their
     * indexes.
     */
    private static final Map<String, Map<String, String>> TABLES = Map.of(
            "DAYBOOK_TABLES_EVENTS", Map.of("", "stream S, version N"),
            "DAYBOOK_TABLES_SNAPSHOTS", Map.of("", "stream S, version N"),
            "DAYBOOK_TABLES_CLAIMS", Map.of("", "claim S"),
            "DAYBOOK_TABLES_SAGAS",
                    Map.of("", "saga S, item S", "due", "duePart N, dueAt N", "step", "stepPart S, started S"),
            "DAYBOOK_TABLES_PROJECTIONS", Map.of("", "item S", "parked", "parked S, parkedSort S"));

    private static final Map<String, String> ROUTES = Map.of(
            "POST /{collection}/{id}/{command}", "commands",
            "GET /{proxy+}", "queries",
            "$default", "queries");

    private final Catalog catalog;
    private final JsonNode template;
    private final Map<String, JsonNode> tables = new LinkedHashMap<>();
    private final Map<String, JsonNode> functions = new LinkedHashMap<>();
    private final List<String> defects = new ArrayList<>();

    private TemplateCheck(Catalog catalog, JsonNode template) {
        this.catalog = catalog;
        this.template = template;
        template.path("Resources").properties().forEach(resource -> {
            var properties = resource.getValue().path("Properties");
            var variables = properties.at("/Environment/Variables");
            switch (resource.getValue().path("Type").asText()) {
                case "AWS::DynamoDB::Table" -> tables.put(resource.getKey(), properties);
                case "AWS::Serverless::Function" ->
                    functions.put(
                            variables
                                    .path("QUARKUS_FUNQY_EXPORT")
                                    .asText(variables
                                            .path("QUARKUS_LAMBDA_HANDLER")
                                            .asText()),
                            properties);
                default -> {
                    // The catalog does not depend on it.
                }
            }
        });
    }

    /**
     * Compares the two.
     *
     * @param template {@code template.yaml} as JSON, in which {@code !Ref X} is {@code X}, and so on
     * @return lines that each say what to change
     */
    public static List<String> defects(Catalog catalog, JsonNode template) {
        var check = new TemplateCheck(catalog, template);
        check.tables();
        check.readTables();
        check.routes();
        check.eventSources();
        check.defects.addAll(AccessCheck.defects(template));
        return check.defects;
    }

    private void tables() {
        var variables = template.at("/Globals/Function/Environment/Variables");
        TABLES.forEach((variable, keys) -> {
            var id = variables.path(variable).asText();
            var table = tables.get(id);
            if (table == null) {
                defects.add("no table of the template is named by the variable " + variable + ": add both");
            } else {
                compare(id, table, keys);
            }
        });
        var events = variables.path("DAYBOOK_TABLES_EVENTS").asText();
        if (tables.containsKey(events)
                && !tables.get(events)
                        .at("/StreamSpecification/StreamViewType")
                        .asText()
                        .equals("NEW_IMAGE")) {
            defects.add("the table " + events + " has no stream of new images: set its StreamViewType to NEW_IMAGE");
        }
    }

    private void readTables() {
        var needed = new LinkedHashMap<String, Set<String>>();
        needed.put(ReadTables.SHARED, new LinkedHashSet<>());
        catalog.readModels().forEach(readModel -> {
            var indexes = needed.computeIfAbsent(readModel.table(), any -> new LinkedHashSet<>());
            RowIndexes.of(readModel.table(), readModel.projection().lookups())
                    .places()
                    .forEach(place -> indexes.add(place.index()));
        });
        catalog.tallies()
                .forEach(tally -> needed.computeIfAbsent(tally.table(), any -> new LinkedHashSet<>())
                        .add(ReadTables.index(tally.table(), TallyProjector.INDEX)));
        needed.forEach((name, indexes) -> tables.entrySet().stream()
                .filter(table -> table.getValue().path("TableName").asText().endsWith("}-" + name))
                .findFirst()
                .ifPresentOrElse(
                        table -> readTable(table.getKey(), table.getValue(), indexes), () -> missing(name, indexes)));
    }

    private void missing(String name, Set<String> indexes) {
        if (!name.equals(ReadTables.SHARED) || !indexes.isEmpty()) {
            defects.add("the template has no table ${AWS::StackName}-" + name + ": add it, with the key key and the"
                    + " indexes " + indexes);
        }
    }

    private void readTable(String id, JsonNode table, Set<String> indexes) {
        var keys = new HashMap<String, String>();
        keys.put("", "key S");
        indexes.forEach(index -> keys.put(index, index + " S, " + index + "Sort S"));
        compare(id, table, keys);
        for (var policy : List.of("ReadRowsPolicy", "KeepRowsPolicy")) {
            var document = template.at("/Resources/" + policy + "/Properties/PolicyDocument");
            if (!document.isMissingNode() && !document.toString().contains("\"" + id + ".Arn\"")) {
                defects.add(policy + " does not name the table " + id + ": add !GetAtt " + id + ".Arn");
            }
        }
        var read = template.at("/Resources/ReadRowsPolicy/Properties/PolicyDocument");
        if (!indexes.isEmpty() && !read.isMissingNode() && !read.toString().contains("${" + id + ".Arn}/index/")) {
            defects.add("ReadRowsPolicy does not name the indexes of " + id + ": add !Sub ${" + id + ".Arn}/index/*");
        }
    }

    /** @param expected keys by the name of the index; "" for the table itself */
    private void compare(String id, JsonNode table, Map<String, String> expected) {
        var types = new HashMap<String, String>();
        table.path("AttributeDefinitions")
                .forEach(attribute -> types.put(
                        attribute.path("AttributeName").asText(),
                        attribute.path("AttributeType").asText()));
        var actual = new HashMap<String, String>();
        actual.put("", keys(table, types));
        table.path("GlobalSecondaryIndexes")
                .forEach(index -> actual.put(index.path("IndexName").asText(), keys(index, types)));
        expected.forEach((index, keys) -> {
            var what = (index.isEmpty() ? "the table " : "the index " + index + " of the table ") + id;
            if (!actual.containsKey(index)) {
                defects.add(what + " is missing: add it, with the keys " + keys);
            } else if (!keys.equals(actual.get(index))) {
                defects.add(what + " has the keys " + actual.get(index) + ": they must be " + keys);
            }
        });
    }

    private static String keys(JsonNode tableOrIndex, Map<String, String> types) {
        var keys = new ArrayList<String>();
        tableOrIndex.path("KeySchema").forEach(key -> {
            var name = key.path("AttributeName").asText();
            keys.add(key.path("KeyType").asText().equals("HASH") ? 0 : keys.size(), name + " " + types.get(name));
        });
        return String.join(", ", keys);
    }

    private void routes() {
        ROUTES.forEach((route, function) -> {
            var isThere = events(function, "HttpApi")
                    .anyMatch(event -> (event.has("Path")
                                    ? event.path("Method").asText() + " "
                                            + event.path("Path").asText()
                                    : "$default")
                            .equals(route));
            if (!isThere) {
                defects.add("the function " + function + " lacks the route " + route + ": add it as an HttpApi event");
            }
        });
    }

    private void eventSources() {
        if (!catalog.readModels().isEmpty() || !catalog.tallies().isEmpty()) {
            stream("project");
        }
        if (!catalog.sagas().isEmpty()) {
            stream("react");
            if (events("sweep", "Schedule").findAny().isEmpty()) {
                defects.add("nothing wakes the function sweep, without which timers never fire: add a Schedule event");
            }
        }
    }

    private void stream(String function) {
        var events = template.at("/Globals/Function/Environment/Variables/DAYBOOK_TABLES_EVENTS")
                .asText();
        events(function, "DynamoDB")
                .filter(source -> source.path("Stream").asText().equals(events + ".StreamArn"))
                .findFirst()
                .ifPresentOrElse(
                        source -> source(function, source),
                        () -> defects.add("the function " + function + " does not read the stream of " + events
                                + ": add it as a DynamoDB event"));
    }

    private void source(String function, JsonNode source) {
        if (!source.path("StartingPosition").asText().equals("TRIM_HORIZON")) {
            defects.add("the function " + function + " would miss what was appended before it was deployed: set"
                    + " StartingPosition to TRIM_HORIZON");
        }
        if (!source.path("FunctionResponseTypes").toString().contains("ReportBatchItemFailures")) {
            defects.add(
                    "the function " + function + " reports partial failures of a batch, but Lambda ignores them: set"
                            + " FunctionResponseTypes to [ReportBatchItemFailures]");
        }
    }

    private Stream<JsonNode> events(String function, String type) {
        var properties = functions.get(function);
        return properties == null
                ? Stream.of()
                : properties.path("Events").properties().stream()
                        .map(Map.Entry::getValue)
                        .filter(event -> event.path("Type").asText().equals(type))
                        .map(event -> event.path("Properties"));
    }
}
