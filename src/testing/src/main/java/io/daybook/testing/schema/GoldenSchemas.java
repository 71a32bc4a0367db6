package io.daybook.testing.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.kernel.project.Lookup;
import io.daybook.kernel.project.Projection;
import io.daybook.kernel.saga.Saga;
import io.daybook.kernel.tally.Tally;
import io.daybook.runtime.Catalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Fails if the row of a projection or tally, its lookups, or the state of a saga changed and its version did not, with
 * one line:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> a_row_or_state_that_changes_gets_a_new_version() {
 *     return GoldenSchemas.of(new AppCatalog());
 * }
 * }</pre>
 *
 * <p>For each version there is a file in {@code src/test/resources/golden/schemas}. The test run with
 * {@code -Ddaybook.golden=write} writes those that are missing. Files are added and never changed. What the file does
 * not show is what {@code evolve}, {@code shares} and the functions of a lookup do: raise the version for that, too.
 */
public final class GoldenSchemas {
    /** Set to {@code write}, it writes the files that are missing. */
    private static final String SETTING = "daybook.golden";

    private static final Path FILES = Path.of("src", "test", "resources", "golden", "schemas");

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setDefaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private final Place place;
    private final List<DynamicTest> tests = new ArrayList<>();

    /**
     * Where the files are.
     *
     * @param command that writes those that are missing
     * @param writes whether this is that command
     */
    record Place(Path files, String command, boolean writes) {}

    /** What a file describes. */
    private record Subject(String kind, String name, int version, Class<?> code) {
        String file() {
            return file(version);
        }

        String file(int other) {
            return kind + "-" + name + "." + other + ".json";
        }

        String told() {
            return "the " + kind + " '" + name + "'";
        }
    }

    private GoldenSchemas(Place place) {
        this.place = place;
    }

    /** A test for each projection, tally and saga. Called by the method of the test class that the command names. */
    public static Stream<DynamicTest> of(Catalog catalog) {
        var test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass()
                .getSimpleName();
        return of(
                catalog,
                new Place(
                        FILES,
                        "./mvnw test" + module() + " -Dtest=" + test + " -D" + SETTING + "=write",
                        "write".equals(System.getProperty(SETTING))));
    }

    /** Tests run in their module's folder; Maven is called in the folder that has its wrapper. */
    private static String module() {
        var here = Path.of("").toAbsolutePath();
        for (@Nullable Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder.equals(here) ? "" : " -pl " + folder.relativize(here);
            }
        }
        return "";
    }

    static Stream<DynamicTest> of(Catalog catalog, Place place) {
        var schemas = new GoldenSchemas(place);
        catalog.readModels().forEach(model -> schemas.add(model.projection(), catalog));
        catalog.tallies().forEach(model -> schemas.add(model.tally(), catalog));
        catalog.sagas().forEach(saga -> schemas.add(saga, catalog));
        return schemas.tests.stream();
    }

    private void add(Projection<?, ?> projection, Catalog catalog) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.set("row", StoredShape.of(projection.rowType(), catalog.scalars()));
        var lookups = schema.putObject("lookups");
        projection.lookups().forEach(lookup -> lookups.set(lookup.parameter().name(), schema(lookup)));
        add(new Subject("projection", projection.name(), projection.version(), projection.getClass()), schema);
    }

    /** What of a lookup is in the keys that are stored with a row. */
    private static ObjectNode schema(Lookup<?> lookup) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("index", lookup.index().name())
                .put("places", lookup.index().places().name())
                .put("sort", lookup.order().sort().name())
                .put("spread", lookup.index().spread());
    }

    private void add(Tally<?, ?> tally, Catalog catalog) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.set("row", StoredShape.of(tally.rowType(), catalog.scalars()));
        schema.put("spread", tally.spread());
        add(new Subject("tally", tally.name(), tally.version(), tally.getClass()), schema);
    }

    private void add(Saga<?> saga, Catalog catalog) {
        var schema = JsonNodeFactory.instance.objectNode();
        schema.set("state", StoredShape.of(saga.stateType(), catalog.scalars()));
        add(new Subject("saga", saga.name(), saga.version(), saga.getClass()), schema);
    }

    private void add(Subject subject, JsonNode schema) {
        tests.add(DynamicTest.dynamicTest(
                subject.kind() + " " + subject.name() + ", version " + subject.version(),
                () -> check(subject, schema)));
    }

    private void check(Subject subject, JsonNode schema) throws IOException {
        var file = place.files().resolve(subject.file());
        if (Files.exists(file)) {
            var differences = differences(MAPPER.readTree(Files.readString(file)), schema);
            if (!differences.isEmpty()) {
                throw new AssertionError(changed(subject, file, differences));
            }
        } else if (place.writes()) {
            Files.createDirectories(place.files());
            Files.writeString(file, text(schema));
        } else {
            throw new AssertionError("there is no golden file of version " + subject.version() + " of " + subject.told()
                    + ". Run\n  " + place.command() + "\nwhich writes " + file + ", and commit it.");
        }
    }

    private String changed(Subject subject, Path file, List<String> differences) {
        int next = subject.version() + 1;
        var upcaster = subject.kind().equals("saga")
                ? ", add an upcaster of version " + subject.version() + " to its upcasters()"
                : "";
        return subject.told() + " changed, and its version did not:\n  " + String.join("\n  ", differences)
                + "\nLet " + subject.code().getSimpleName() + ".version() return " + next + upcaster + ", and run\n  "
                + place.command() + "\nwhich writes " + place.files().resolve(subject.file(next)) + ". Keep " + file
                + ". (Only where version " + subject.version()
                + " has never been deployed: delete that file instead, and run the command.)";
    }

    private static List<String> differences(JsonNode golden, JsonNode now) {
        var before = leaves(golden);
        var after = leaves(now);
        var differences = new ArrayList<String>();
        before.forEach((path, text) -> {
            if (!after.containsKey(path)) {
                differences.add(path + " is gone: it was " + text);
            } else if (!text.equals(after.get(path))) {
                differences.add(path + " was " + text + " and is " + after.get(path));
            }
        });
        after.forEach((path, text) -> {
            if (!before.containsKey(path)) {
                differences.add(path + " is new: " + text);
            }
        });
        return differences;
    }

    /** The texts of a schema, by the paths to them. Something empty is a text, too. */
    private static Map<String, String> leaves(JsonNode node) {
        var leaves = new TreeMap<String, String>();
        put(leaves, "", node);
        return leaves;
    }

    private static void put(Map<String, String> leaves, String path, JsonNode node) {
        if (node.isEmpty()) {
            leaves.put(path, node.isValueNode() ? node.asText() : "empty");
        }
        node.properties().forEach(field -> put(leaves, path + "/" + field.getKey(), field.getValue()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            put(leaves, path + "/*", node.get(i));
        }
    }

    private static String text(JsonNode schema) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
