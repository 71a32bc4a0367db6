package io.daybook.laptop.openapi;

import static io.daybook.laptop.openapi.Schemas.inOrder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.daybook.kernel.PublicApi;
import io.daybook.runtime.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The HTTP API of an application as OpenAPI 3.1: its public routes and those of operators, with their parameters, fields,
 * answers and problems. What the catalog does not say is not in it: what a command's constructor refuses, and who may do
 * what.
 */
@PublicApi
public final class OpenApi {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private OpenApi() {}

    public static JsonNode of(Catalog catalog) {
        var schemas = new Schemas(catalog.scalars());
        var paths = paths(catalog, schemas);
        Common.addSchemas(schemas.components(), schemas);
        var components = inOrder(
                "schemas", schemas.components(),
                "responses", Common.responses(),
                "parameters", Common.parameters(catalog),
                "headers", Common.headers(),
                "securitySchemes", Common.securitySchemes());
        return MAPPER.valueToTree(inOrder(
                "openapi",
                "3.1.0",
                "info",
                inOrder("title", catalog.getClass().getSimpleName(), "version", "1"),
                "security",
                List.of(Map.of(Common.CALLER, List.of())),
                "paths",
                paths,
                "components",
                components));
    }

    private static Map<String, Map<String, Object>> paths(Catalog catalog, Schemas schemas) {
        var paths = new Paths();
        var commands = new CommandPaths(schemas, paths);
        catalog.aggregates().forEach(commands::add);
        var rows = new RowPaths(schemas, paths);
        catalog.readModels().forEach(rows::add);
        catalog.tallies().forEach(rows::add);
        var sagas = new SagaPaths(schemas, paths);
        catalog.sagas().forEach(sagas::add);
        new StreamPaths(schemas, paths).add(catalog);
        var admin = new AdminPaths(schemas, paths);
        admin.addGenerations();
        admin.add();
        return paths.all();
    }

    /** Writes it to a file, for whoever needs it without a laptop's {@code /openapi.json}. */
    public static void write(Catalog catalog, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(of(catalog)) + "\n");
    }
}
