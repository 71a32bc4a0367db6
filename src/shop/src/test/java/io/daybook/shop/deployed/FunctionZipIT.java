package io.daybook.shop.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The zip that is deployed: laid out the same by every build, and listed with the licences of its libraries. */
class FunctionZipIT {
    private static final Path ZIP = Path.of(System.getProperty("daybook.it.function"));
    private static final Path BILL_OF_MATERIALS = ZIP.resolveSibling("bom.json");

    /** One of them is enough where a library has several to choose from. */
    private static final Set<String> LICENCES =
            Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0");

    @Test
    void entries_are_in_the_order_of_their_names_and_have_one_time() throws IOException {
        var names = new ArrayList<String>();
        var times = new HashSet<Long>();
        for (var entry : entries()) {
            names.add(entry.getName().replaceFirst("/$", ""));
            times.add(entry.getTime());
        }
        assertThat(names).hasSizeGreaterThan(50).isSorted();
        assertThat(times).hasSize(1);
    }

    @Test
    void the_template_finds_the_zip_of_each_binding() {
        assertThat(ZIP.resolveSibling("function-funqy.zip")).hasSameBinaryContentAs(ZIP);
        assertThat(ZIP.resolveSibling("function-lambda.zip")).hasSameBinaryContentAs(ZIP);
    }

    @Test
    void every_library_is_in_the_bill_of_materials_with_a_hash_and_a_licence_that_applications_can_take()
            throws IOException {
        assumeTrue(
                Files.exists(BILL_OF_MATERIALS),
                "skipped, because Maven writes no bill of materials while it is offline");
        var components = components();
        var libraries = entries().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith("lib/") && name.endsWith(".jar"))
                // Quarkus says so of a library of which it has transformed a class.
                .map(name -> name.substring("lib/".length(), name.length() - ".jar".length())
                        .replaceFirst("^modified-", ""))
                .toList();
        assertThat(libraries).hasSizeGreaterThan(50);
        assertThat(components.keySet()).containsAll(libraries);
        for (var library : libraries) {
            if (!library.startsWith("io.daybook.")) {
                var component = components.get(library);
                assertThat(component.findValuesAsText("alg")).as(library).contains("SHA-256");
                assertThat(component.path("licenses").findValuesAsText("id"))
                        .as(library + " " + component.path("licenses"))
                        .containsAnyElementsOf(LICENCES);
            }
        }
    }

    private static Map<String, JsonNode> components() throws IOException {
        var components = new HashMap<String, JsonNode>();
        for (var component :
                new ObjectMapper().readTree(Files.readString(BILL_OF_MATERIALS)).path("components")) {
            components.put(
                    component.path("group").asText()
                            + "."
                            + component.path("name").asText()
                            + "-"
                            + component.path("version").asText(),
                    component);
        }
        return components;
    }

    private static List<ZipEntry> entries() throws IOException {
        try (var zip = new ZipFile(ZIP.toFile())) {
            return zip.stream().map(ZipEntry.class::cast).toList();
        }
    }
}
